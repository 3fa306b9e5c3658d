# The frame of workD
area-workd = workD
nav-workd = About the service
nav-requests = Requests
nav-domains = Domains
nav-review = Consider requests
nav-letters = Letters received
nav-mailbox = My mail account
role-agency-helper = Agency helper
role-main-admin = Main administrator
error-incomplete = Not complete yet
error-incomplete-detail = Complete the following and send it again. What you have filled in is kept.
error-no-workd-request = There is no such request. Choose one from the list of requests.
error-no-domain = There is no domain {$name}. Choose one from the list of domains.
error-no-account = There is no account {$address}. Choose one from the accounts of the domain.

# Dates in any field
date-unreadable = We cannot read this date. Type day, month and year, for example 1/10/2026 or 1 October 2026.
date-two-digit-year = The year has only two digits. Type all four; if you mean the year {$year} of the Buddhist era, type {$year}.
date-no-such-year = This year is out of range. Check that you typed it as 2569 (Buddhist era) or 2026.
date-no-such-day = There is no such day: this month has {$days} days. Check the date.

# The request form: its parts
part-1 = Who asks for the service
part-2 = The service
part-3 = Personal data
part-4 = Terms and conditions

# The request form: its fields
field-agency-name-th = Name of the agency (Thai)
field-agency-name-en = Name of the agency (English)
field-agency-ministry = Parent agency: ministry
field-agency-parent-th = Other parent agency
field-agency-parent-en = Other parent agency (English)
field-coordinator-prefix = Title
field-coordinator-first-name = First name
field-coordinator-last-name = Last name
field-coordinator-first-name-en = First name (English)
field-coordinator-last-name-en = Last name (English)
field-coordinator-position = Position
field-coordinator-citizen-id = Citizen ID
field-coordinator-office-phone = Office phone
field-coordinator-extensions = Extension
field-coordinator-mobile-phone = Mobile phone
field-coordinator-email = Email (at the agency)
field-coordinator-backup-email = Second email
field-address-house-no = House number
field-address-moo = Moo
field-address-soi = Soi
field-address-road = Road
field-address-subdistrict = Sub-district
field-address-district = District
field-address-province = Province
field-address-postcode = Postcode
field-domain-kind = Kind of domain
field-domain-name = Domain name
field-requested-mail-accounts = workD Mail: number of accounts
field-requested-conference-accounts = workD Conference: number of accounts
field-relay-wanted = Open or change the relaying of mail (Mail Relay)
field-relay-details = Details of the mail relay
field-change-of = What is to change
field-change-details = Details or reason
field-effective-on = To take effect on
field-privacy-consent = Consent on personal data
field-terms-accepted = I accept the terms and will keep to them
field-signatures-0-name = Name of the requester (block letters)
field-signatures-0-position = Position of the requester
field-signatures-0-signed-on = Day on which the requester signed
field-signatures-1-name = Name of the head of agency (block letters)
field-signatures-1-position = Position of the head of agency
field-signatures-1-signed-on = Day on which the head of agency signed

# The request form: how to fill a field in
hint-agency-name-th = The full legal name in Thai, not an abbreviation
hint-agency-name-en = The full name in Latin letters, as in the agency’s official letters
hint-agency-ministry = If the agency belongs to no ministry, leave this empty and name the other parent agency
hint-agency-parent-th = In Thai, only if there is no ministry: for example a local administration or an independent body
hint-coordinator-prefix = As on the ID card, for example นาย, นาง or นางสาว
hint-coordinator-first-name-en = In Latin letters; the mail account is named after it, for example Kanda
hint-coordinator-last-name-en = In Latin letters, for example Jaidee
hint-coordinator-position = The full title of the position
hint-coordinator-citizen-id = The 13 digits on the front of the card, with or without dashes. It is kept encrypted and shown only in part.
hint-coordinator-office-phone = For example 0 2612 6060
hint-coordinator-extensions = Put commas between several, for example 8810, 8829
hint-coordinator-mobile-phone = 10 digits, for example 08 1234 5678
hint-coordinator-email = Our answers and the invitation go to this address, for example kanda@agency.go.th
hint-coordinator-backup-email = Different from the first
hint-address-house-no = House number or name of the building
hint-address-postcode = 5 digits, for example 10400
hint-domain-kind = A domain under mail.go.th needs no DNS settings of yours. For the agency’s own domain you set the DNS records that we show you.
hint-domain-name = Under mail.go.th type only the part in front, for example agency. For the agency’s own domain type the whole name, for example agency.go.th.
hint-requested-mail-accounts = A whole number; leave it empty if you do not need this service
hint-requested-conference-accounts = A whole number; leave it empty if you do not need this service
hint-relay-details = The systems that will send, the addresses of their servers, and about how many letters a day
hint-change-of = Choose the main point and explain it in the next field
hint-change-details = Give the details or the reason, for example a change of administrator
hint-effective-on = For example 1/10/2569. Allow 5 working days for us to consider and 1 working day to open the service.
hint-privacy-consent = You can send the request whether you consent or not
hint-signatures-0-name = Who signs the request for the agency
hint-signatures-0-signed-on = For example 1/10/2569
hint-signatures-1-name = Another person than the requester
hint-signatures-1-position = If signing for the head of agency, say so, for example Deputy Director-General, acting for the Director-General
hint-signatures-1-signed-on = For example 1/10/2569

# What can be chosen: requests
choice-open = Open the service
choice-change = Change
choice-cancel = Cancel the service
choice-mail-go-th = A domain under mail.go.th
choice-own = The agency’s own domain
choice-admin = Main administrator
choice-coordinator = Coordinator
choice-quota = Number of accounts
choice-domain = Domain
choice-services = Services in use
choice-relay = Mail relay
choice-agency-data = Details of the agency
choice-other = Other
choice-given = Consent given
choice-refused = Consent refused

# What can be chosen: how an identity was checked
choice-signed-form = By the signed form
choice-phone = By a call to the agency
choice-in-person = In person
choice-thaid = By the ThaID app
choice-deciding-officer = The deciding officer vouches
choice-card-seen = ID card seen
choice-hr-record = By the personnel record
choice-official = Official mailbox of the agency
choice-request = Checked when the request was approved

# What can be chosen: domains and accounts
choice-breach = Breach of the terms
choice-unlawful = Unlawful use
choice-security = Security incident
choice-agency-request = Asked for by the agency
choice-cancelled = Service cancelled
choice-none = Not allowed
choice-government = Only to government addresses
choice-anywhere = To any address
choice-reject = Refuse letters and tell the sender
choice-defer = Let the sender try again later
choice-keep = Take letters in and keep them
choice-imap = Read mail (IMAP)
choice-smtp = Send mail (SMTP)
choice-sieve = Manage mail filters (Sieve)
choice-hosted = Mailboxes in this system

# Mistakes in the request form
request-kind-unknown = The kind of request is not known. Choose to open, change or cancel the service.
request-choice-unknown = There is no such choice. Choose one from the list.
request-field-needed = “{$field}” is missing. Fill it in or choose before you send the request.
request-not-signed = The request is not signed. Fill in name, position and day for both signatures, or send the signed scan.
request-signed-by-one = Both signatures are of the same person. The head of agency must be the second to sign.
request-thai-needed = This field must be in Thai. Type it in Thai letters.
request-latin-needed = This field must be in English. Type it in Latin letters.
request-name-shape = This name has characters that cannot be used, or is too long. Type only the name, in Thai or Latin letters, 100 characters at most.
request-mobile-needed = This is not a mobile number. Type 10 digits, for example 08 1234 5678.
request-extensions-shape = Extensions are numbers of up to 6 digits, 20 at most, with commas between, for example 8810, 8829. Change them.
request-postcode-shape = A postcode has 5 digits, for example 10400. Change it.
request-count-shape = The number must be whole, from 1 to {$most}. Change it, or leave it empty if you do not need this service.
request-too-long = This is longer than {$most} characters. Shorten it.
request-backup-email-same = The second email is the same as the first. Use another, or leave it empty.
request-domain-taken = Another request already has the domain {$name}. Choose another name, or contact DGA Contact Center, 02 612 6060, if the domain is your agency’s.
request-domain-resting = The domain {$name} was closed not long ago and is kept free for one year. Choose another name, or contact DGA Contact Center, 02 612 6060.
request-domain-unknown = Your agency has no domain {$name} here. Check the name of the domain that you use.
request-domain-gone = This request names no domain in use. Return it to the agency so that the domain can be corrected.
domain-label-shape = A name under {$zone} has 2 to 63 characters: a–z, 0–9 and hyphens that are neither first nor last. Change it, for example to agency.
domain-label-reserved = The name “{$label}” is kept for the system. Choose another.
domain-name-shape = This is not a domain name. Type the whole name, for example agency.go.th.
domain-name-under-zone = This name is under {$zone}. Choose “A domain under mail.go.th”, or type a domain of the agency’s own.
domain-name-suffix = {$name} is shared by many and belongs to no agency. Type the whole name, for example agency.go.th.

# What gives pause in the request form
request-warning-free-mail = This is not an address of the agency. If you have one, use it; if not, you can send the request with this one.
request-warning-early = This day is earlier than our promise of 5 working days to consider and 1 working day to open. The service may begin later than you ask.
request-warning-refused = Without consent, the service, co-ordination and news may not reach you. You can send the request all the same, and the officer will see your answer.
request-warning-postcode = The postcode does not seem to fit the province. Check it; if it is right, leave it as it is.

# Requests: what cannot be done now
request-not-a-draft = This request was sent and cannot be changed. Wait until an officer returns it, or withdraw it and send a new one.
request-already-sent = This request was sent already; there is no need to send it again. Reload the page to see how it stands.
request-already-decided = This request was decided or withdrawn already. Reload the page to see how it stands.
scan-required = No file was chosen, or it is empty. Choose the signed scan.
scan-large = The file is larger than {$most} MB. Scan it with a lower resolution or in black and white, and send it again.
scan-kind = This file is neither a PDF nor a picture. Scan the signed form as a PDF or take a picture of it, and send it again.

# Considering requests
workd-decision-unknown = No valid decision was given. Choose approve, return, reject or wait.
granted-shape = The number of accounts granted must be whole, from 0 to 1,000,000. Change it.
granted-below-used = The agency already uses {$used}, so no fewer can be granted. Raise the number, or let the agency delete accounts first.
identity-how-unknown = This way of checking an identity is not known. Choose one from the list.
budget-not-set = The budget of accounts is not set yet. Set it before you approve requests.
budget-below-granted = {$granted} are granted already. The budget cannot be less than that, nor more than 100,000,000. Change it.
over-budget = This is over the budget. What is left: workD Mail {$mail}, workD Conference {$conference}. Grant fewer accounts, or let the request wait.
letter-no-such-request = There is no request {$number} that is still under way. Check the number, or leave it empty if the letter belongs to no request.
letter-already-settled = This letter was settled already. Reload the page to see the result.
holiday-name-required = The name of the holiday is missing. Type it in Thai, as in the cabinet’s resolution.
holiday-day-taken = This day is already a government holiday here; there is no need to add it again. Check the date.
holiday-year-unknown = No government holidays of this year are known yet. Add those in January first, then all others of the year.

# Domains: what cannot be done now
domain-already-open = This domain was opened already, or is closed. Reload the page to see how it stands.
domain-not-ready = The domain cannot be opened yet, because its DNS records are not right. The agency must first correct the following:
domain-record-not-right = The { $purpose ->
        [ownership] ownership
        [mx] MX
        [spf] SPF
        [dkim] DKIM
        [dmarc] DMARC
       *[other] {$purpose}
    } record is not right. Set it as the page of the domain shows.
domain-not-open = This domain is not open, so this cannot be done. Reload the page to see how it stands.
domain-not-suspended = This domain is not suspended. Reload the page to see how it stands.
suspension-future = The day of effect is in the future. Type today or an earlier day.
dkim-rotation-under-way = The key that signs letters is being changed already. Wait until the new key is in use before you change it again.
quota-shape = The mailbox quota must be a whole number from 1 to 1,000,000 MB. Change it.
token-days = A token lives a whole number of days, from 1 to {$most}. Change it.
relay-client-shape = This is not the address of a server. Type an IP address, for example 203.0.113.25.
relay-client-taken = This server may send already, for this domain or for another agency. Check the IP address.
relay-has-mailboxes = This domain still has mailboxes here, so its mail cannot go on to another server. Delete all user accounts first.
relay-hop-shape = This is not the name of a server. Type a host name, with or without a port, for example mail.agency.go.th or mail.agency.go.th:25.

# Administrators
admin-already-appointed = Whoever has this email is already an administrator or helper of the agency. Check the list, or use another email.
admin-main-by-request = The main administrator cannot be dismissed here, because DGA must be told each time. Send a change request for the main administrator.

# Mail accounts
account-name-required = The first or last name is missing. Type it; for no last name type “-”.
account-not-active = This account is suspended or deleted, so this cannot be done. Reload the page to see how it stands.
account-not-suspended = This account is not suspended. Reload the page to see how it stands.
account-not-deleted = This account is not deleted and need not be brought back. Reload the page to see how it stands.
account-already-deleted = This account was deleted already. Reload the page; it can be brought back within 30 days.
account-is-deleted = The account {$address} was deleted but can still be brought back. Bring it back first, or use another user name.
account-official = The official mailbox (saraban) cannot be deleted, because every agency needs it for its letters. Change its details instead.
grant-used-up = All accounts granted are in use ({$used} of {$granted}). Delete accounts that nobody uses, or send a change request for more.
local-part-reserved = The user name “{$name}” is kept for agencies and the system. Choose another name.
local-part-taken = The address {$address} is in use, or was deleted and can still be brought back. Choose another name.
local-part-is-alias = The address {$address} is already an alias or a group. Choose another name, or delete the alias first.
identity-how-required = How the identity was checked is missing or longer than 100 characters. An identity must be checked before an account is given: choose or describe how.
identity-at-required = The day of the identity check is missing. Type it, for example 1/10/2569.
identity-at-future = The day of the identity check is in the future. Check the date.
import-attest-needed = You have not attested that the identity of every holder was checked. Check them, then tick the attestation.
import-grant-used-up = Accounts in this file: {$wanted}. Left of those granted: {$left}. Take rows out, or send a change request for more accounts.
import-not-ready = This file cannot be imported: it is still being checked, has rows to correct, or was imported already. Reload the page to see the result.
review-none-open = No account review is open, so there is nothing to do. We will email you when the next one is due.

# Aliases, groups and forwarding
alias-official = Every domain must have this address, so it cannot be deleted. You can change where its letters go.
alias-destination-required = There is no destination. Name at least one address.
alias-destination-shape = “{$address}” is not an email address. Check it; it should look like kanda@agency.go.th.
alias-destination-itself = The destination is this same address, so letters would go round without end. Use another address.
alias-destination-unknown = There is no account or address {$address} in this domain. Check it, or make the account first.
alias-too-many = There are more than {$most} destinations. Split them into several groups.
forwarding-government-only = This domain forwards only to government addresses (.go.th or .mi.th), and {$address} is none. Use another address, or ask your agency’s administrator.
forwarding-not-allowed = This domain does not forward letters to addresses outside. Use an address of the domain, or ask your agency’s administrator.

# App passwords
app-password-name = The name is missing or longer than 100 characters. Name the device or system that it is for.
app-password-services = Nothing is chosen. Choose at least one thing that it is for.
app-password-holder-only = An administrator can only make a password for sending. For reading, the holder makes one on the page “My mail account”.
app-password-too-many = This account has all {$most} app passwords that it may have. Revoke one that is not used.

# Short words for states
state-draft = Draft
state-under-review = Under review
state-waiting = Waiting
state-awaiting-dns = Waiting for DNS
state-ready = Ready to open
state-withdrawn = Withdrawn
state-open = Open
state-suspended = Suspended
state-closed = Closed
state-invited = Waiting for a password
state-deleted = Deleted
state-ok = Correct
state-missing = Missing
state-wrong = Wrong
state-conflict = In conflict
state-unreachable = No answer
state-unknown = Not checked yet
state-published = Published
state-retired = Retired
state-removed = Removed
state-matched = Matched to a request
state-unmatched = No matching request yet
state-automatic = Automatic letter
state-settled = Settled
state-running = Running
state-failed = Failed

# What happened to a request
event-created = Draft begun
event-submitted = Sent
event-returned = Returned
event-waiting = Left to wait for the budget
event-approved = Approved
event-rejected = Rejected
event-withdrawn = Withdrawn
event-file-added = Document added
event-dns-ready = DNS settings complete
event-opened = Service opened

# What a DNS record is for
purpose-ownership = Proof of ownership
purpose-ownership-why = Shows that your agency rules this domain, so that nobody else can ask for it in your name.
purpose-mx = Where letters go (MX)
purpose-mx-why = Tells senders everywhere to which servers letters for this domain must go.
purpose-spf = Who may send (SPF)
purpose-spf-why = Tells receivers which servers may send for this domain, so that your letters are not taken for forgeries.
purpose-dkim = Signature on letters (DKIM)
purpose-dkim-why = Lets receivers check that a letter really comes from your agency and was not altered on its way.
purpose-dmarc = Protection against forged letters (DMARC)
purpose-dmarc-why = Tells receivers what to do with letters that only pretend to come from this domain.
purpose-mta-sts = Encryption on the way (MTA-STS)
purpose-mta-sts-why = Makes others always encrypt letters to you, so that nobody can read them on their way.
purpose-tls-rpt = Reports on encryption (TLS-RPT)
purpose-tls-rpt-why = Tells others where to report trouble with encryption, so that it is mended before letters are lost.
purpose-autoconfig = Automatic set-up of mail programs
purpose-autoconfig-why = Lets mail programs and phones find the servers by themselves; people type only their address and password.

# What was done, for the record: people
act-agency-added = Agency added
act-demo-made = Demonstration data made
act-membership-granted = Right granted
act-membership-ended = Right ended
act-person-added = Person added
act-person-email-confirmed = Email confirmed
act-person-not-verified = Identity not confirmed
act-person-password-set = Password set
act-person-password-taken = Password taken away
act-person-verified = Identity verified
act-session-all-ended = Logged out everywhere
act-session-ended = Logged out
act-session-refused = Log-in failed
act-session-started = Logged in
act-signup-refused = Sign-up failed
act-verification-checked = Identity checked at the source of ID cards
act-verification-code-asked = Laser code asked for again

# What was done, for the record: learning
act-attempt-started = Quiz begun
act-attempt-submitted = Quiz handed in
act-certificate-decided = Certificate request decided
act-certificate-issued = Certificate issued
act-certificate-requested = Certificate asked for
act-certificate-revoked = Certificate revoked
act-course-published = Course published
act-enrolment-completed = Course completed
act-enrolment-left = Course left
act-enrolment-started = Enrolled in a course

# What was done, for the record: workD
act-holiday-added = Government holiday added
act-holiday-removed = Government holiday removed
act-holiday-shipped = Calendar of holidays that comes with the system taken up
act-workd-account-changed = Account changed
act-workd-account-deleted = Account deleted
act-workd-account-forwarding = Forwarding of the account changed
act-workd-account-link-made = Link to choose the password made
act-workd-account-logged-in = Logged in to the mail account page
act-workd-account-made = Mail account made
act-workd-account-password-chosen = Password of the account chosen
act-workd-account-restored = Account brought back
act-workd-account-resumed = Account resumed
act-workd-account-suspended = Account suspended
act-workd-accounts-exported = List of accounts downloaded
act-workd-accounts-imported = Accounts imported from a file
act-workd-accounts-invited = Links to choose a password sent to the holders
act-workd-accounts-purged = Accounts removed past the time to bring them back
act-workd-admin-main = Main administrator named
act-workd-alias-put = Alias or group saved
act-workd-alias-removed = Alias or group deleted
act-workd-app-password-made = App password made
act-workd-app-password-revoked = App password revoked
act-workd-budget-set = Budget of accounts set
act-workd-dkim-made = Key for signing letters made
act-workd-dkim-removed = Old signing key removed
act-workd-dkim-rotation-begun = Change of the signing key begun
act-workd-dkim-switched = New signing key taken into use
act-workd-dns-changed = Change of DNS records found
act-workd-dns-published = DNS records published
act-workd-domain-approved = Domain approved
act-workd-domain-cancelled = Cancellation approved
act-workd-domain-closed = Domain closed
act-workd-domain-ended = Log-ins ended after the cancellation
act-workd-domain-granted = Number of accounts granted changed
act-workd-domain-opened = Domain opened
act-workd-domain-ready = Domain found ready to open
act-workd-domain-resumed = Domain resumed
act-workd-domain-set = Settings of the domain changed
act-workd-domain-suspended = Domain suspended
act-workd-import-confirmed = Import of accounts confirmed
act-workd-import-sent = File of accounts sent to be checked
act-workd-letter-received = Letter received
act-workd-letter-settled = Letter settled
act-workd-relay-allowed = Server allowed to send through the system
act-workd-relay-refused = Right of a server to send ended
act-workd-relay-routed = Destination of incoming letters changed
act-workd-request-begun = Request begun
act-workd-request-changed = Request changed
act-workd-request-decided = Request decided
act-workd-request-file-added = Document added to the request
act-workd-request-submitted = Request sent
act-workd-request-withdrawn = Request withdrawn
act-workd-review-finished = Account review finished
act-workd-token-made = Token for the agency’s own system made
act-workd-token-revoked = Token of the agency’s own system revoked
account-no-recovery = This account has no recovery address, so no link can be sent. Please ask an administrator of the agency to do it.
request-signed-on-range = The day of signing must not lie in the future, nor more than a year back.
request-effective-range = The effective date must be today or later, within two years.
home-workd-text = Government mail for agencies, under mail.go.th or your own domain. Requests are considered within 5 working days, free of charge.
