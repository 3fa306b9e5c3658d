# A person's own account: sessions, password, tokens, name, address.

own-change = Change
own-save = Save
own-days = days
own-security = Password and devices

own-account = Kind of person, agency and language of letters
own-locale = Language of letters
own-locale-required = Choose the language of letters.

own-device-on = {$browser} on {$system}
own-device-one = {$name}
own-device-unknown = Unknown device
own-session-browser = Browser
own-session-app = App
own-session-api = API
own-sessions = Where you are logged in
own-sessions-about = See your devices and log out any of them
own-sessions-lead = Devices and programs that use your account now. If you do not know one of them, end it and change your password.
own-device = Device
own-kind = How
own-since = Since
own-seen = Last used
own-this-one = This device
own-session-end = Log out
own-session-end-confirm = Log out {$device}?
own-others = All other devices
own-others-text = This device stays logged in. Every other one is logged out, and your personal tokens end as well.
own-others-confirm = Log out every other device and end your personal tokens?
own-others-end = Log out all others
notice-own-session-ended = That device is logged out.
notice-own-sessions-ended = All other devices are logged out.

own-password = Change password
own-password-about = You need your present password
own-password-lead = Once it is changed, every other device is logged out and your personal tokens end. This device stays logged in.
own-password-current = Present password
own-password-required = Type your present password.
own-password-wrong = This is not your present password. Please type it again.
own-password-same = The new password is the same as the present one. Choose another.
own-password-forgotten = Forgotten your present password?
own-password-common = This password is on lists of passwords that leaked from other sites, which guessers try first. Use several words of your own.
own-password-keyboard = Typed with the same keys on the other keyboard (Thai or English), this password is easy to guess. Use several words of your own.
own-letter-needed = Too many wrong log-ins to this account from devices it does not know. To log in from here, choose “Forgot password” to have a link sent to your email. Devices that you have used before still log in as usual.
notice-own-password-changed = Your password is changed. All other devices are logged out.

own-tokens = Personal tokens
own-tokens-about = For your own programs, with limited rights
own-tokens-lead = With a token, a program of yours uses the API in your name, only for what you choose and until the day you set. Decisions, passwords and tokens are never open to a token.
own-tokens-none = You have no tokens.
own-tokens-api = How programs use the API
own-token-new = New token
own-token-name = Name
own-token-name-hint = To recognise it by, such as “report program in the office”
own-token-name-required = Give the token a name of up to 100 characters.
own-token-scopes = What it may do
own-token-scopes-required = Choose at least one thing that the token may do.
own-token-days = Valid for
own-token-days-hint = 1 to 365 days
own-token-days-range = Type a whole number from 1 to {$most}.
own-token-most = You have {$most} tokens already. End those that you no longer use.
own-token-make = Make token
own-token-fresh = Your new token, shown this once
own-token-fresh-text = Keep it like a password. It cannot be shown again.
own-token-used = Last used
own-token-never = Never
own-token-ends = Ends
own-token-end = End
own-token-end-confirm = End the token “{$name}”? Programs that use it stop working at once.
notice-own-token-ended = The token has ended.
own-scope-learning-read = See courses, your learning and your certificates
own-scope-learning-write = Enrol, record learning, answer quizzes and ask for certificates
own-scope-certificates-review = See the queue of certificate requests (officers only; it cannot decide)
own-scope-workd-read = See workD domains, accounts and requests
own-scope-workd-manage = Manage workD accounts, other names and groups
own-scope-account-read = See your name, email and roles

own-name = Change name
own-name-waits = Change requested
own-name-verified = Your name comes from your ID card, so an officer considers the change. Certificates that were issued keep the name printed on them.
own-name-at-once = Your identity is not verified yet, so the new name is used at once.
own-name-same = This is the name you have. Type the new one.
own-name-ask = Request the change
own-name-reason-hint = For example: changed at the district office on 1 March 2026
own-name-request = Your request
own-name-new = New name
own-name-answer = Officer’s reason
own-name-withdraw = Withdraw request
own-name-withdraw-confirm = Withdraw the request to change your name?
own-name-waits-already = An earlier request is still being considered. Withdraw it first if you want to ask for another name.
own-name-decided-already = This request was decided already, or withdrawn.
own-name-asked-at = Requested
own-name-reason-when = (needed to reject)
own-nav-names = Name changes
own-names-lead = Verified people who ask for another name. Compare with the document that the person shows.
own-names-none = No requests
own-names-none-text = There is nothing here in this state.
notice-own-name-changed = Your name is changed.
notice-own-name-asked = Your request was sent. We will email you the decision.
notice-own-name-withdrawn = Your request is withdrawn.
notice-own-name-decided = The decision is recorded and the person is told by email.
notice-own-account-saved = Saved.

own-email = Change email
own-email-change = New address
own-email-new = New email
own-email-how = We write to both addresses. The new one counts once you confirm it there and agree at the old one. If you can no longer open the old mailbox, it counts after 72 hours, unless the old address objects.
own-email-send = Send letters to both addresses
own-email-same = This is the address you have. Type the new one.
own-email-waiting = Unfinished change
own-email-unfinished = Your email is about to change to {$email}.
own-email-new-side = New address
own-email-old-side = Old address
own-email-confirmed = Confirmed
own-email-approved = Agreed
own-email-not-yet = No answer yet
own-email-silent = without objection, enough from {$when}
own-email-cancel = Cancel the change
own-email-confirm-text = Confirm that letters to this address reach you.
own-email-confirm = Confirm this address
own-email-approve-text = Agree that your account uses this address from now on, instead of the one that received this letter.
own-email-approve = Agree to the new address
own-email-refuse-text = If it was not you who asked, refuse. The address stays as it is, every device is logged out, and you can choose a new password.
own-email-refuse = Refuse and log out everywhere
notice-own-email-asked = We have written to both addresses. Please open the links there.
notice-own-email-cancelled = The change is cancelled. Your address stays as it is.
notice-own-email-changed = Your new address counts from now on.
notice-own-email-waits = Thank you. The change takes effect when the other address has answered too, or after 72 hours without objection.
notice-own-email-taken = The address was not changed: meanwhile another account has it.
notice-own-email-refused = The change is refused and every device is logged out. Somebody may know your password: choose a new one now.

mail-new-device-subject = A new device logged in to your account
mail-new-device-body = Dear {$name},

    A device that your account did not know has logged in.

    Device: {$device}
    When: {$when}

    If this was you, there is nothing to do.

    If it was not you, choose a new password at once:
    {$reset}

    See every device that is logged in:
    {$sessions}
mail-password-changed-subject = Your password was changed
mail-password-changed-body = Dear {$name},

    The password of your account was changed on {$when}, and all other devices were logged out.

    If it was not you, choose a new password at once:
    {$reset}
mail-name-approved-subject = Your new name is approved
mail-name-approved-body = Dear {$name},

    Your request to change your name to {$new_name} is approved. Certificates that were issued keep the name printed on them.

    Note: {$reason}

    {$url}
mail-name-rejected-subject = Your request to change your name was not approved
mail-name-rejected-body = Dear {$name},

    Your request to change your name to {$new_name} was not approved.

    Reason: {$reason}

    You can ask again:
    {$url}
mail-email-new-subject = Confirm your new email
mail-email-new-body = Dear user,

    Somebody asked that a Rian account use this address. If it was you, confirm within 7 days:
    {$url}

    If it was not you, do nothing.
mail-email-old-subject = Your email is about to be changed
mail-email-old-body = Dear {$name},

    Somebody who knows your password asked that your account use {$new_email} instead of this address.

    If it was you, agree here:
    {$approve}

    If it was not you, refuse here; every device is then logged out:
    {$refuse}

    If you do not answer, the change takes effect from {$until}, once the new address is confirmed.
mail-email-changed-subject = Your email was changed
mail-email-changed-body = Dear {$name},

    Since {$when} your account uses {$new_email}. Every device but the one that asked was logged out.

    If you did not ask for this, call the DGA Contact Center, 02 612 6060.
act-email-change-approved = Old address agreed to a new one
act-email-change-asked = Change of address asked for
act-email-change-cancelled = Change of address called off
act-email-change-confirmed = New address confirmed
act-email-change-expired = Change of address ran out
act-email-change-refused = Old address refused a new one
act-email-change-taken = New address was taken
act-name-change-approved = Change of name approved
act-name-change-asked = Change of name asked for
act-name-change-rejected = Change of name rejected
act-name-change-withdrawn = Change of name withdrawn
act-person-described = Kind, agency or language changed
act-person-email-changed = Address changed
act-session-new-device = Logged in from a new device
act-session-rotated = Session given a new token
act-session-signed-in = Signed in through an identity provider
act-sign-in-refused = Sign-in through an identity provider refused
act-token-ended = Token ended
act-token-made = Token made
