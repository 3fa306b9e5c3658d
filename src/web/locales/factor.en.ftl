# Second proof: codes of an app, passkeys, recovery codes
factor-title = Second proof
factor-lead = Beside the password, the site asks for something that only you have: a code from an app on your phone, or a passkey. Whoever learns your password still cannot come in.
factor-offer = Protect your account with a code from an app or a passkey, beside the password.
factor-is-on = Set up. See and manage it here.
factor-set-up-now = Set up a second proof
factor-prove-now = Prove again who you are
factor-must = This account holds an appointment, which counts only with a second proof. Set up at least one of the ways below.
factor-owes = A second proof is set up, and was not given in this log-in. Your appointments wait for it.
factor-withheld = Your appointments wait for a second proof of who you are.
factor-withheld-link = Go to the second proof
factor-no-codes = You have no recovery codes. Make them and keep them, in case a device is lost.
factor-standing = Standing
factor-in-use = In use
factor-since = Since
factor-last-used = Last used
factor-never = Never
factor-last-one = An account with an appointment keeps at least one way. To change it, add the new one first and then take the old one away.
factor-none-yet = Set up an app or a passkey first, and then make recovery codes.
factor-app = Authenticator app
factor-app-text = An app on your phone shows six digits that change every 30 seconds. It works without a signal.
factor-app-add = Set up an authenticator app
factor-app-change = Change the app or the phone
factor-app-remove = Take the app away
factor-app-remove-confirm = Take the app away? Its codes will count no more.
factor-app-step-1 = Open an authenticator app on your phone, such as Google Authenticator, Microsoft Authenticator or another one that follows the TOTP standard.
factor-app-step-2 = Choose to add an account and scan the QR code below.
factor-app-step-3 = Type the six digits that the app shows into the field below.
factor-app-qr = QR code for the authenticator app
factor-app-secret = Cannot scan? Type this secret into the app
factor-app-secret-text = Choose the time-based kind. Give this secret to nobody.
factor-app-code = Six digits from the app
factor-app-code-hint = Arabic or Thai digits
factor-app-confirm = Confirm and use it
factor-passkey = Passkey
factor-passkeys = Passkeys
factor-passkeys-text = A passkey lies on your phone, your computer or a security key. A fingerprint, your face or a PIN unlocks it, and it logs you in without a password.
factor-passkey-add = Add a passkey
factor-passkey-lead = Give it a name by which you know the device, and then follow what the browser says.
factor-passkey-name = Name of the passkey
factor-passkey-name-hint = For example: my phone, or the USB key at my desk
factor-passkey-name-needed = Give the passkey a name of at most 60 letters.
factor-passkey-default = This device
factor-passkey-make = Make the passkey
factor-passkey-many = There are 20 passkeys already. Take one away that you do not use.
factor-passkey-remove = Take away
factor-passkey-remove-confirm = Take this passkey away? It will log you in no more.
factor-passkey-refused = This passkey was not accepted. Try again, or use another way.
factor-passkey-nowhere = Passkeys do not work here: the site is not reached by a domain name over HTTPS.
factor-passkey-scripts = Making a passkey needs scripts in the browser. An authenticator app works without them.
factor-passkey-no-browser = This browser has no passkeys. Use a newer one, or an authenticator app.
factor-passkey-stopped = Nothing was confirmed: it was cancelled, took too long, or this device has no passkey of this site. Try again, or use another way.
factor-passkey-known = This device holds a passkey of your account already.
factor-passkey-failed = The site could not be reached. Load this page again and try once more.
factor-passkey-elsewhere = Passkeys work at {"{"}origin{"}"} alone. Open this page at that address and log in again.
factor-recovery-code = Recovery code
factor-recovery-codes = Recovery codes
factor-recovery-text = Ten codes for the day when neither phone nor passkey is at hand. Each is good once.
factor-recovery-make = Make recovery codes
factor-recovery-again = Make new recovery codes
factor-recovery-confirm = Make new codes? All earlier ones will count no more.
factor-recovery-once = Recovery codes, shown this once
factor-recovery-keep = Print or write them down and keep them in a safe place, apart from your phone. They are not shown again.
factor-recovery-done = I have kept them
factor-code = Code
factor-code-hint = Six digits from the authenticator app, or a recovery code
factor-code-needed = Type the code, or use a passkey.
factor-code-wrong = The code is wrong or was used already. Wait for the next one of the app and try again.
factor-log-in-title = Second proof
factor-log-in-lead = The password is right. One more proof is needed, within 10 minutes.
factor-log-in-passkey = Log in with a passkey
factor-log-in-passkey-text = With a passkey you log in without a password.
factor-use-passkey = Use a passkey
factor-start-again = Start again
factor-lost-all = If every device and every recovery code is lost, call the DGA Contact Center, 02 612 6060.
factor-proof-title = Prove again who you are
factor-proof-lead = Before an important act, a second proof not older than 15 minutes is asked for.
factor-proof-password = Before the first set-up the password is asked once more: you logged in more than 15 minutes ago.
factor-proof-kept = Everything you filled in is kept, and is sent on as soon as you have proved who you are.
factor-proof-go-on = Confirm and go on
factor-error-needed = A second proof is needed first
factor-error-needed-detail = Your appointment counts only with a second proof of who you are. Set it up at /me/second-factor.
factor-error-stale = Prove again who you are
factor-error-stale-detail = This act needs a second proof not older than 15 minutes. Give one at /me/second-factor/proof and do it again. Files have to be chosen again.
factor-error-code = A code is needed
factor-error-code-detail = This account has a second factor. Send a code of its app, or a recovery code, as otp.
factor-recovery-left = { $n ->
    [one] One code is left
   *[other] {$n} codes are left
}
factor-reset-title = Take away somebody's second factor
factor-reset-text = For somebody who lost every device and every recovery code, once it is certain who they are. Everything is taken away, they are logged out everywhere, and a letter tells them.
factor-reset-link = Go there
factor-reset-reason = Reason
factor-reset-reason-needed = Choose a reason.
factor-reset-nobody = There is no such account.
factor-reset-own = Nobody does this for themselves. Ask another administrator.
factor-reset-nothing = This account has no second factor.
factor-reset-do = Take everything away
factor-reset-confirm = Take away everything that this account has set up?
choice-lost-device = A device was lost or is broken
choice-new-device = A new device, without moving what was on the old one
choice-stolen-device = A device was stolen
notice-factor-added = The second proof is set up.
notice-factor-removed = It was taken away, and a letter says so.
notice-factor-proved = You have proved who you are.
notice-factor-reset = Everything was taken away, and a letter tells them.
notice-factor-log-in-again = It took too long or was wrong too often. Log in again.
act-session-proved = Gave a second proof
act-second-factor-added = Set up a second factor
act-second-factor-removed = Took a second factor away
act-second-factor-codes-made = Made recovery codes
act-second-factor-refused = Gave a second proof that was wrong
act-second-factor-reset = Took away somebody's second factor

# Letters
mail-factor-added-subject = A second proof was set up
mail-factor-added-body = Dear {$name},

    A way of proving who you are was added to your account: {$factor}.

    If this was not you, change your password at once, look at
    {$url}
    and call the DGA Contact Center, 02 612 6060.
mail-factor-removed-subject = A second proof was taken away
mail-factor-removed-body = Dear {$name},

    A way of proving who you are was taken away from your account: {$factor}.

    If this was not you, change your password at once, look at
    {$url}
    and call the DGA Contact Center, 02 612 6060.
mail-factor-reset-subject = An administrator took away your second proof
mail-factor-reset-body = Dear {$name},

    An administrator took away every second way of proving who you are from your account. Reason: {$reason}.

    Log in with your password and set it up again at
    {$url}

    If you did not ask for this, change your password at once and call the DGA Contact Center, 02 612 6060.
