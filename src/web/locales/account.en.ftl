# The pages of one domain
acc-tab-accounts = Accounts
acc-tab-aliases = Aliases
acc-tab-groups = Groups
acc-domain-not-open = This domain is not open yet, or is suspended, so no new accounts can be made.
acc-domain-relay = Mail of this domain goes on to the agency’s own server; its accounts are managed there.

# The list
acc-granted = {$used} of {$granted} accounts used
acc-granted-left = {$left} left
acc-new = New account
acc-import = Import accounts from a file
acc-export = Export all accounts (CSV)
acc-none = No accounts yet
acc-none-manage = Make accounts one by one, or import the whole agency from a CSV file.
acc-none-look = Accounts appear here once the agency’s administrator has made them.
acc-search = Search for a name or an address
acc-state-all = All but deleted
acc-state-active = Active
acc-state-invited = Invited, no password yet
acc-state-suspended = Suspended
acc-state-deleted = Deleted, still restorable
acc-not-found = No account fits this search
acc-not-found-text = Try a shorter word or another state.
acc-see-all = See all accounts
acc-address = Email address
acc-holder = Account holder
acc-quota = Mailbox size
acc-official = Official mailbox
acc-mb = {$mb} MB
acc-mb-of = {$used} of {$quota} MB

# Making and changing an account
acc-new-lead = The holder chooses the password by a link that works once. Administrators never see it.
acc-optional = (optional)
acc-first-name-en = First name (English)
acc-last-name-en = Last name (English)
acc-mailbox = Mailbox
acc-address-hint = a–z, 0–9, dot, underscore and hyphen, for example kanda.j
acc-suggest = Suggest from the English name
acc-suggest-pick = These are free; press one to choose it.
acc-suggest-none = Nothing can be suggested yet. Type the first and last name in English, or type the address yourself.
acc-quota-hint = In MB; {$mb} MB if you leave it empty
acc-recovery = Recovery email
acc-recovery-hint = Where the link to choose a password goes. Without one we show you the link to hand over.
acc-recovery-none = None
acc-check = Identity check of the holder
acc-check-hint = Every holder’s identity is checked before an account is given, and the check is kept on record.
acc-check-other = Another way
acc-check-words = Another way, in your words
acc-check-words-when = (if you chose “Another way”)
acc-check-at = Day of the check
acc-check-at-hint = For example {$day} or 7/4/2569
acc-create = Make the account
acc-made = Account made
acc-new-another = Make another
acc-see-account = See this account
acc-edit = Edit account
acc-edit-address = The address cannot be changed. For another name, add an alias.
acc-save = Save
notice-acc-saved = Saved

# Links
acc-link-once = The link to choose a password, shown only this once
acc-link-hand-over = Hand it to the holder directly. It works once, within 14 days, and is not shown again.
acc-link-hand-over-reset = Hand it to the holder directly. It works once, within 24 hours, and is not shown again.
acc-link-sent = The link to choose a password was sent
acc-link-sent-to = It went to {$to}.
acc-link-lasts = It works once, within 14 days.
acc-link-lasts-reset = It works once, within 24 hours. The old password works until a new one is chosen.

# One account
acc-facts = About this account
acc-use-unknown = use not known yet
acc-leading = Aliases and groups that lead here
acc-leading-none = None
acc-forwarding = Copies go on to
acc-forwarding-none = Nowhere
acc-made-at = Made
acc-made-by-opening = Made when the domain opened
acc-invited-at = Last link made
acc-record = What was done lately
acc-record-holder = The holder or the system
acc-reset = Forgotten password
acc-invite-again = Send the link to choose a password again
acc-reset-sends = A link goes to {$to}. Earlier links stop working.
acc-reset-shows = This account has no recovery email, so we show you the link once to hand over. Earlier links stop working.
acc-reset-send = Send the link
acc-reset-show = Show the link

# App passwords
acc-app-passwords = App passwords
acc-app-passwords-text = Administrators can make them for sending only, for example from printers or other systems. Reading mail is the holder’s alone.
acc-app-passwords-official = The official mailbox is shared by correspondence systems, so its app passwords can read mail too.
acc-app-passwords-none = No app passwords yet
acc-app-password-name = Used by
acc-app-password-name-hint = For example printer on floor 2, or alert system
acc-app-password-may = What it may do
acc-app-password-since = Made
acc-app-password-make = Make an app password
acc-app-password-once = App password, shown only this once
acc-app-password-use = Use it with the user name {$address}. Keep it safe; it is not shown again.
acc-app-password-end = End
acc-app-password-end-confirm = End the app password “{$name}”? The program that uses it stops working at once.
acc-service-imap = Read mail
acc-service-smtp = Send mail
acc-service-sieve = Set filter rules
notice-acc-app-password-ended = The app password has ended

# Suspension and deletion
acc-suspend = Suspend account
acc-suspend-text = Log-in stops at once; app passwords and open sessions end. Mail that is there is kept.
acc-suspend-reason = Reason
acc-suspend-reason-hint = For example study leave, or a password that may have leaked
acc-suspend-now = Suspend now
acc-suspend-confirm = Suspend {$address} at once?
acc-suspended-since = Suspended since {$when}
acc-suspended-reason = Reason: {$reason}.
acc-when = Letters that arrive meanwhile
acc-when-reject = Return them
acc-when-reject-hint = Senders are told that they did not arrive
acc-when-defer = Ask senders to try later
acc-when-defer-hint = For a suspension of a few days; the sender’s server tries again
acc-when-keep = Keep them in the mailbox
acc-when-keep-hint = The holder can read them after the suspension
acc-when-reject-now = Letters that arrive are returned.
acc-when-defer-now = Senders are asked to try later.
acc-when-keep-now = Letters that arrive are kept in the mailbox.
acc-resume = End the suspension
acc-resume-text = The holder can log in with the old password at once.
acc-delete = Delete account
acc-delete-text = Log-in stops at once and no letters are accepted. For 30 days the account can be restored with its mail; then it goes for good and others can use the address.
acc-delete-now = Delete this account
acc-delete-confirm = Delete {$address}? It can be restored for 30 days.
acc-deleted-title = This account is deleted
acc-deleted-until = It can be restored with its mail until {$when}; then it goes for good.
acc-restore = Restore account
acc-restore-text = The account comes back with its mail and counts towards your accounts again.
notice-acc-suspended = The account is suspended
notice-acc-resumed = The suspension has ended
notice-acc-deleted = The account is deleted; it can be restored for 30 days
notice-acc-restored = The account is restored

# Aliases and groups
acc-alias-lead = Another name for an account. Letters to it arrive in the mailbox behind it.
acc-alias-new = New alias
acc-alias-none = No aliases yet
acc-alias-none-text = Use one where an account has several names, such as a former name or the name of an office.
acc-alias-end = Delete this address
acc-alias-end-text = Letters to this address will be returned. The accounts behind it stay as they are.
acc-alias-end-confirm = Delete {$address}?
notice-acc-alias-ended = Deleted
acc-group-lead = Letters to a group reach every member. A group has at most {$most} members.
acc-group-new = New group
acc-group-none = No groups yet
acc-group-none-text = Make one for a bureau, a division or a working group, to reach everybody by one address.
acc-group-title = Name of the group
acc-group-title-hint = For example Finance Division, or Digital Plan Working Group
acc-destinations = Leads to
acc-members = Members
acc-destinations-hint = One address a line; for {$domain} the part before the @ is enough.
acc-destinations-most = At most {$most}.
acc-forwarding-anywhere = Addresses of any other domain may be used.
acc-forwarding-government = Addresses of other domains must be the government’s (.go.th or .mi.th).
acc-forwarding-nowhere = Addresses of other domains cannot be used.
acc-and-more = and {$n} more
acc-may-send = Sends as it
acc-may-send-check = Those behind it may send letters as this address
acc-may-send-hint = Recipients see this address as the sender
acc-official-name = Every domain has it
acc-official-stays = Every domain must have this address, so it cannot be deleted. Its destinations can be changed.
acc-yes = Yes
acc-no = No

# Imports
acc-import-lead = Every row is checked first; then all accounts are made together. If one row is wrong, none is made.
acc-import-file = CSV file
acc-import-file-hint = Up to 16 MB, from Excel, Google or another system, in UTF-8 or windows-874
acc-import-check = Check the file
acc-import-template = Template with headings (CSV)
acc-import-nothing-yet = This step only checks; no account is made yet.
acc-import-columns = Columns of the file
acc-import-columns-text = In any order, with Thai or English headings or those that Google and Microsoft export. Columns that are not understood are left aside.
acc-import-column = Column
acc-import-needed = Needed
acc-import-holds = Holds
acc-column-local-part = The part before the @, or the whole address, for example kanda.j
acc-column-name = As on the ID card; - where there is no last name
acc-column-name-en = In Latin letters
acc-column-quota = A whole number; the domain’s own if left empty
acc-column-recovery = Where the link to choose a password goes
acc-column-how = A code or words:
acc-column-at = Day/month/year, for example 22/9/2566
acc-import-checking = Checking the file
acc-import-making = Making the accounts
acc-import-refreshes = This page reloads itself every 2 seconds. You can also leave and come back later.
acc-import-rows-of = {$done} of about {$total} rows
acc-import-look-now = Look now
acc-import-refused = { $n ->
        [one] {$n} thing
       *[other] {$n} things
    } to mend
acc-import-refused-text = No account was made or changed. Mend the file and send all of it again.
acc-import-first = Only the first {$n} are shown.
acc-import-rows = { $n ->
        [one] {$n} row
       *[other] {$n} rows
    } in all
acc-import-row = Row
acc-import-row-n = Row {$n}
acc-import-whole = Whole file
acc-import-what = What to mend
acc-import-again = Send the mended file
acc-import-clean = The file is right and ready
acc-import-create = to be made
acc-import-change = to be changed
acc-import-unchanged = as they are
acc-import-ignored = Columns that were not understood and are left aside
acc-import-nothing = Every account is as the file says already; there is nothing to do.
acc-import-attest = I confirm that the identity of every holder was checked as stated in the file.
acc-import-confirm = Import all
acc-import-done = Imported
acc-import-created = made
acc-import-changed = changed
acc-import-next = What happens next
acc-import-next-letters = The links to choose a password are on their way to the holders’ recovery addresses. They work for 14 days.
acc-import-next-links = For accounts without a recovery address, open the account and press “Show the link” to hand it over.
acc-import-see-invited = See invited accounts
