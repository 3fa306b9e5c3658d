# The pages of a mail account, for its holder
mbx-mailbox = My mail account
mbx-pages = Pages of the mail account
mbx-overview = Overview
mbx-address = Mail address
mbx-address-hint = The whole address that your agency gave you, such as kanda.j@chiangmai.mail.go.th

# The first password, and another one
mbx-choose-password = Choose the password of your mail account
mbx-choose-password-lead = Only you know this password. Your agency’s administrator can neither see it nor set it for you. This link works once.
mbx-link-used = This link no longer works
mbx-link-used-chosen = A link to choose a password works once and for a limited time. If you have chosen a password already, log in to your mail account with it.
mbx-link-used-ask = If you have not, ask your agency’s mail administrator for a new link.
notice-mbx-password-chosen = The password is set. Your mail account is ready to use.

# Logging in
mbx-log-in = Log in to your mail account
mbx-log-in-lead = For holders of a mail account given by an agency: see your space, change your password, set up your devices.
mbx-wrong-log-in = You could not be logged in. The mail address or the password is wrong, or the account cannot be used at the moment. Check both and try again, or ask your agency’s mail administrator.
mbx-forgot = Forgotten your password, or none yet?
mbx-forgot-text = Ask your agency’s mail administrator for a link to choose a new one.
mbx-person = To learn, to file requests or to manage a domain, use your membership instead.
mbx-person-log-in = Log in as a member

# Overview
mbx-space = Space in the mailbox
mbx-space-used = In use
mbx-space-of = {$used} MB of {$all} MB
mbx-space-unknown = The mailbox has {$all} MB. What is used is shown within an hour of first use.
mbx-space-scarce = The mailbox is almost full. A full mailbox cannot receive letters. Delete what you do not need and empty the bin, or ask your agency’s mail administrator for more space.
mbx-devices-text = Server names, ports, and a QR code for telephones
mbx-app-passwords-text = A password for each program, ended one by one
mbx-forwarding-text = Send copies of your letters elsewhere, within your agency’s rule
mbx-password-text = Change the password and log out everywhere else
mbx-trail = What happened to this account
mbx-trail-text = Every change of the account and every log-in to this page is recorded, with who and when. If you see something you do not recognise, change your password and tell your agency’s mail administrator.
mbx-trail-empty = There is nothing older.
mbx-by-yourself = You
mbx-by-stranger = Somebody not logged in
mbx-by-system = The system
mbx-newest = Newest
mbx-older = Older
act-workd-account-log-in-refused = Somebody tried to log in with a wrong password
act-workd-account-logged-out = Logged out of the mail account page
act-workd-account-password-changed = Password changed

# Password
mbx-password = Password
mbx-password-lead = The password of these pages and of mail programs.
mbx-current-password = Current password
mbx-current-password-wrong = The current password is wrong. Enter the password you log in to this account with.
mbx-password-consequence = Changing the password logs this account out of every other browser and program. App passwords go on working until you end them.
mbx-see-app-passwords = See app passwords
notice-mbx-password-changed = The password is changed, and you are logged out everywhere else.

# App passwords
mbx-app-passwords = App passwords
mbx-app-passwords-lead = Use one in place of your main password on each telephone and in each mail program. If a device is lost, end its password alone.
mbx-app-passwords-list = In use
mbx-app-passwords-empty = There is no app password yet. Make the first one with the form below.
mbx-app-name = Device or program
mbx-app-name-hint = Such as “my telephone” or “Thunderbird at the office”
mbx-app-services = What it is for
mbx-service-imap = Read letters
mbx-service-imap-hint = Opens the mailbox by IMAP
mbx-service-smtp = Send letters
mbx-service-smtp-hint = Sends as this address by SMTP
mbx-service-sieve = Manage filters
mbx-service-sieve-hint = Edits filters by ManageSieve, in programs that can
mbx-app-begins = Begins with
mbx-app-made-on = Made on
mbx-app-end = End
mbx-app-end-confirm = End the password of “{$name}”? The program that uses it can no longer open the mailbox.
mbx-app-new = Make an app password
mbx-app-make = Make password
mbx-app-made = The app password is made
mbx-app-once = This password is shown once
mbx-app-how = Copy it into the program, with {$address} as the user name. It cannot be seen again after you leave this page; if you lose it, end it and make another.
mbx-app-hyphens = Type the hyphens too. There are small letters and digits only.
mbx-app-kept = I have kept it
notice-mbx-app-password-ended = The app password is ended.

# Forwarding
mbx-forwarding = Forwarding
mbx-forwarding-lead = A copy of every letter that arrives goes to another address. The original stays in this mailbox.
mbx-forwarding-now = Forwarded to
mbx-forwarding-nowhere = Nowhere
mbx-forwarding-rule = Rule
mbx-forwarding-anywhere = {$agency} allows forwarding to any address.
mbx-forwarding-government = {$agency} allows forwarding to addresses of government agencies (ending in .go.th or .mi.th) and within the same domain, so that official information stays in the government’s systems.
mbx-forwarding-none = {$agency} does not allow forwarding. If you need it, ask your agency’s mail administrator.
mbx-forwarding-to = Destination
mbx-forwarding-hint = One address; leave empty for no forwarding
mbx-forwarding-save = Save forwarding
mbx-forwarding-end = End forwarding
notice-mbx-forwarding-set = Forwarding is saved. The next letters are copied to this address.
notice-mbx-forwarding-ended = Forwarding is ended.

# Devices
mbx-devices = Set up devices
mbx-devices-lead = Use your mail on your telephone and in the mail program you prefer.
mbx-devices-password = When a program asks for the password, we advise an app password in place of your main one.
mbx-phone = iPhone and iPad
mbx-phone-code = QR code that opens the profile to install
mbx-phone-scan = Open the camera and point it at the QR code.
mbx-phone-log-in = Log in to your mail account on the telephone and allow the profile to be downloaded.
mbx-phone-install = Open Settings, tap “Profile Downloaded” and install it. The telephone asks for the password of the mail account.
mbx-profile-get = Download the profile
mbx-profile-no-secret = The profile holds your name, your address and the names of the servers. It holds no password.
mbx-profile-description = Sets up your agency’s mail on this device. The profile holds no password.
mbx-programs = Android and other mail programs
mbx-programs-text = Thunderbird and other programs that find settings by themselves need only your address and password. For any other program, enter these.
mbx-user-name = User name
mbx-server-for = For
mbx-server = Server
mbx-port = Port
mbx-security = Encryption
mbx-server-imap = Incoming mail (IMAP)
mbx-server-smtp = Outgoing mail (SMTP)
mbx-server-submission = Outgoing mail, if the program cannot use port 465
