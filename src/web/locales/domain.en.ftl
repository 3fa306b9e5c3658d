# The pages of a mail domain
dom-tabs = Pages of the domain {$domain}
dom-tab-dns = Overview and DNS
dom-tab-accounts = Accounts
dom-tab-aliases = Aliases
dom-tab-groups = Groups
dom-tab-admins = Administrators
dom-tab-reviews = Account reviews
dom-tab-tokens = API tokens
dom-tab-settings = Settings
dom-tab-log = Log

# The list of domains
dom-lead = The agency's mail domains: where they stand, how many accounts they use, and how their DNS is
dom-domain = Domain
dom-search = Search for a domain or an agency
dom-all = See all domains
dom-accounts-used = Accounts in use
dom-closing = Being cancelled
dom-dns-right = All right
dom-none = No domain yet
dom-none-text = File a request for the service. Once DGA has approved it, the domain appears here.
dom-none-yet = Once your agency's request is approved, the domain appears here.
dom-ask = Ask for the service
dom-not-found = No domain or agency matches “{$words}”
dom-not-found-text = Try a shorter word, or see all domains.
dom-overdue-reviews = { $n ->
    [one] 1 domain is late with its account review
   *[other] {$n} domains are late with their account reviews
}
dom-overdue-list = Which domains

# One domain: where it stands
dom-overview = About the domain
dom-kind = Kind
dom-kind-ours = Under {$zone}
dom-kind-own = The agency's own domain
dom-conference = workD Conference accounts granted
dom-approved-on = Approved on
dom-opened-on = Opened on
dom-awaiting-dns = Waiting for the agency to set its DNS
dom-awaiting-dns-text = Enter the required records below where your agency keeps its DNS. We look by ourselves from time to time and send a letter once all is right. DGA's clock stands still meanwhile.
dom-own-time = As the agency arranges it
dom-ready = Ready, waiting for DGA to open it
dom-one-working-day = 1 working day
dom-suspended = The service is suspended
dom-suspended-text = Nobody of this domain can log in. Mail that is there is kept. If you have questions, please call the DGA Contact Center, 02 612 6060.
dom-cancelled = The service is cancelled
dom-cancelled-text = It can be used until {$last}. After that nobody can log in, and all mailboxes are deleted on {$closes}. Please take your data along before then.
dom-export = Download the list of accounts (CSV)

# One domain: its DNS
dom-dns = DNS records
dom-looked-at = Last looked at {$at}
dom-look-now = Look now
dom-not-looked-text = The DNS was not looked at yet
dom-ours = This domain lies under mail.go.th. DGA publishes all its records; the agency has nothing to set.
dom-required = Required before the domain opens
dom-order = Set the ownership token first, and MX last, when you are ready to move your mail here.
dom-optional = Recommended
dom-optional-text = The domain opens without them; with them mail is safer and mail programs are easier to set up.
dom-records = Expected and found
dom-expected = Expected
dom-found = Found
dom-record-name = Name
dom-record-type = Type
dom-record-value = Value
dom-zone-line = Line of a zone file
dom-nothing-found = The servers say that there is no such record
dom-no-answer = No answer from the domain's servers yet
dom-from-server = from {$server} · TTL {$ttl} seconds
dom-zone-file = All records as a zone file
dom-zone-file-text = For those who edit the zone file themselves. If the domain has an SPF record already, merge the two into one; do not add a second.
dom-looks = Past looks

# One domain: signing keys
dom-keys = Keys that sign mail (DKIM)
dom-keys-text = A new key takes over by itself once its record is seen at every server. The old one stays published for 7 more days, for letters on their way.
dom-keys-none = The first key is being made. Please open this page again in a moment.
dom-selector = Name of the key (selector)
dom-made = Made on
dom-key-active = Signing
dom-key-published = Waiting until its record is seen everywhere
dom-key-retired = No longer signing, to be removed
dom-rotate = Make a new key
dom-rotate-confirm = Make a new key? An agency's own domain then needs one more DKIM record.

# One domain: the simulated DNS of the demonstration
dom-demo = Simulated DNS of the demonstration
dom-demo-text = Only the DNS answers are simulated here. How they are judged, the advice and what follows are real. Act here in the place of the agency's DNS administrator.
dom-demo-publish = Set all records right
dom-demo-clear = Take all records away
dom-demo-break = Break one thing
dom-demo-break-button = Break it
dom-fault-second-spf = A second SPF record
dom-fault-lookups = SPF needs too many look-ups
dom-fault-mx = MX still leads to the agency's old server
dom-fault-dkim = DKIM holds another key
dom-fault-dmarc = Relaxed DMARC
dom-fault-token = An old ownership token

# One domain: what officers do
dom-officers = For officers
dom-nothing-in-the-way = All required records are right
dom-still-wrong = Required records that are not right
dom-open = Open the domain
dom-open-confirm = Open this domain? The saraban mailbox is made and the agency's administrator is told at once.
dom-open-later = It can be opened once all required records are right.
dom-suspend = Suspend the service
dom-suspend-text = Everybody of the domain is logged out at once and cannot log in. Mail that is there is kept. The main administrator gets the reason by letter.
dom-suspend-confirm = Suspend the whole domain at once?
dom-code = Why it is suspended
dom-reason-hint = Tell the agency why, and what it has to do next
dom-effective-on = Effective from
dom-effective-on-hint = Leave empty for today. It may lie in the past, such as 5/7/2569.
dom-resume = Resume the service
dom-resume-confirm = Resume the whole domain?
dom-resume-cancelled-confirm = Resume the service and take the cancellation back?

# Settings and relay
dom-settings = Settings for accounts
dom-settings-who = The agency sets what concerns accounts. DGA sets the mail relay, by a change request.
dom-quota = Mailbox size of new accounts
dom-quota-hint = For accounts made from now on. Those that exist stay as they are.
dom-forwarding = Automatic forwarding to another address
dom-save = Save
dom-relay = Mail relay
dom-relay-text = For agencies with a mail server or systems of their own that send mail. DGA sets this part.
dom-route = Where the domain's mail is kept
dom-route-here = Mail for this domain is kept in mailboxes of this service.
dom-route-there = Mail for this domain is passed on to the agency's server
dom-route-confirm = Change where all mail of the domain goes? It takes effect at once.
dom-next-hop = The agency's server
dom-next-hop-hint = Such as mail.agency.go.th:25. Leave empty to keep mail in mailboxes of this service.
dom-clients = Servers that may send through this service
dom-clients-none = No server is allowed yet
dom-client = IP address
dom-client-new = Add an IP address
dom-client-hint = IPv4 or IPv6, one address at a time. Whoever sends from there sends without a password.
dom-client-add = Allow
dom-client-confirm = Stop {$client} from sending through this service?
dom-remove = Remove

# Administrators
dom-admins-text = There is one main administrator, who appoints the others. Administrators manage all accounts. Helpers only send holders the link to a new password.
dom-admins-none = No administrator yet
dom-since = Since
dom-not-joined = Not joined yet
dom-by-request = Changes by request
dom-dismiss = Dismiss
dom-dismiss-confirm = Dismiss {$name} at once?
dom-main-by-request = The main administrator changes only by a signed change request, so that DGA can check the identity of the new one.
dom-change-request = File a change request
dom-appoint = Invite somebody
dom-helper-text = Sends holders the link to a new password; sees everything, makes and changes nothing
dom-admin-text = Makes, changes, suspends and deletes accounts, aliases and groups
dom-admin-email-hint = The invitation goes there; its link lasts 7 days
dom-invite = Send the invitation

# Reviews
dom-no-review = No review yet
dom-no-review-text = The first review is due half a year after the domain was opened.
dom-review-late = The account review is late
dom-review-next = The next account review
dom-review-text = Twice a year, by clause 4.1 of the terms: see that each holder is still in office, tick the accounts to suspend, and confirm the others.
dom-account-search = Search for a name or an address
dom-account = Account
dom-last-login = Last on the account's page
dom-last-login-text = “Last on the account's page” does not count mail programs.
dom-not-known = Not known
dom-review-accounts = Accounts to review
dom-review-no-accounts = There are no accounts to review yet
dom-review-none-found = No account matches
dom-review-suspend = Suspend
dom-review-suspend-one = Suspend the account of {$name}
dom-review-count = {"{"}n{"}"} accounts of this page to suspend
dom-review-how = Tick the accounts to suspend; if there are none, just go on. Nothing changes before you confirm in the next step.
dom-review-go-on = All checked, go on
dom-review-finish = Confirm the review
dom-review-nobody = No account is to be suspended. All accounts are confirmed.
dom-review-these = { $n ->
    [one] This account is suspended at once, all others are confirmed
   *[other] These {$n} accounts are suspended at once, all others are confirmed
}
dom-review-reason = Why they are suspended
dom-review-reason-hint = Such as: no longer in office. It holds for all that are ticked.
dom-review-complete = Confirm the review
dom-review-back = Go back
dom-reviews-done = Past reviews
dom-kept = Accounts confirmed
dom-review-suspended = Accounts suspended

# Tokens
dom-tokens-text = With a token, a system of the agency, such as its personnel system, manages the accounts of {$domain} by the API. It may do what its maker may do, and reaches no other domain.
dom-tokens-api = Read about the API
dom-tokens-none = No token yet
dom-token-fresh = The new token, shown this once
dom-token-fresh-text = Keep it in a safe place of your system. It is not shown again. Send it in the header Authorization: Bearer.
dom-token-new = New token
dom-token-name = Which system uses it
dom-token-name-hint = Such as: personnel system
dom-token-days = Lasts for
dom-days = days
dom-token-make = Make the token
dom-token-used = Last used
dom-token-ends = Lasts until
dom-never = Never used
dom-token-end = End the token
dom-token-end-confirm = End the token “{$name}” at once? The system that uses it is locked out.

# The log
dom-log-text = Everything that was done to the domain and its accounts, the newest first
dom-log-none = Nothing yet
dom-what = What was done
dom-who = By whom
dom-when = When
dom-system = The service
dom-holder-or-system = The holder or the service
dom-newest = Newest
dom-older = Older entries

# What was done
act-workd-admin-appointed = An administrator or helper was appointed
act-workd-admin-dismissed = An administrator or helper was dismissed
act-workd-admin-invited = An administrator or helper was invited

# Notices
notice-dom-looked = The DNS was looked at. What was found is below.
notice-dom-zone-changed = The simulated DNS was changed and looked at again. What was found is below.
notice-dom-rotation-begun = A new key is being made. Its record appears under DKIM in a moment.
notice-dom-opened = The domain is open, and the agency's administrator was told by letter.
notice-dom-suspended = The domain is suspended, and the agency's administrator was told by letter.
notice-dom-resumed = The domain goes on, and the agency's administrator was told by letter.
notice-dom-set = The settings were saved.
notice-dom-admin-invited = The invitation was sent. The role is granted when it is accepted.
notice-dom-admin-dismissed = Dismissed, as of now.
notice-dom-review-done = The review was kept. The next one is due in half a year.
notice-dom-token-ended = The token was ended, as of now.
