# The public page of the service
req-service-title = workD, the government’s central communication platform
req-service-lead = Email and online meetings for state agencies, under mail.go.th or the agency’s own domain
req-begin = Start a request
req-to-desk = Go to the officer’s desk
req-open-requests = Requests under way
req-all-requests = See all requests
req-steps-title = Steps and times
req-step-1 = Fill in the request form
req-step-1-text = Part by part, saved as you go. Print it for the requester and the head of agency to sign, then send the scan
req-step-2 = DGA considers the request
req-step-2-text = DGA checks the coordinator’s identity and the budget, and tells you the result by email
req-step-3 = Change the DNS settings
req-step-3-text = Only for the agency’s own domain. The system shows what to set and checks it
req-step-4 = The service opens
req-step-4-text = DGA opens the domain and tells the agency’s administrator how to log in
req-steps-note = Working days are Monday to Friday, without government holidays. A request sent after 16:30 or on a day off counts as received on the next working day.
req-promise-own = Depends on the agency
req-promise-5 = 5 working days
req-promise-1 = 1 working day
req-promise-stopped = The clock stands still
req-about-title = About the service
req-services = Services
req-services-text = workD Mail, email · workD Conference, online meetings · Mail Relay, forwarding of email
req-fee = Fee
req-fee-text = The service is free of charge
req-law = Law
req-law-1 = Royal Decree Establishing the Digital Government Development Agency (Public Organization), B.E. 2562, section 8 (1)
req-law-2 = Electronic Performance of Government Services Act, B.E. 2565, sections 10 and 20
req-law-3 = Emergency Decree on Electronic Meetings, B.E. 2563
req-law-4 = Cabinet resolution of 18 December 2007 on the central email system for communication in government
req-channel = Where to ask
req-channel-text = Request it on this page. Questions: DGA Contact Center
req-papers = Documents
req-papers-text = One only: the signed request form for the central communication platform (workD Platform)
req-rule = Rule
req-rule-text = Requests to open the service are considered within the budget allocated

# Kinds of request, and a new one
req-kind = Kind
req-kind-open = Open the service
req-kind-open-text = The agency does not use workD yet, or needs another domain
req-kind-change = Change the service
req-kind-change-text = The agency uses workD and asks for another administrator, number of accounts, or agency details
req-kind-cancel = Cancel the service
req-kind-cancel-text = End the domain and all its accounts. There is time to take the data out before it is deleted
req-new = New request
req-new-lead = Go on whenever you like. The draft is kept until you send it.
req-new-question = What does the agency want to do?
req-new-note = The form has 4 parts. Have ready: the agency’s details, the coordinator’s details, and the domain name you want.
req-begin-form = Start the form
req-may-not-begin = You can make a request once your identity is verified, or once you are appointed as your agency’s requester

# Lists
req-number = Request number
req-agency = Agency
req-domain = Domain
req-due-or-wait = Due, or waiting for
req-asked-accounts = Mail / Conference asked
req-none = No requests yet
req-none-text = Start the agency’s first request. Filling it in takes about 15 minutes.
req-not-filled = Not filled in yet
req-no-agency-yet = Agency name not filled in yet

# Whom a request waits for
req-waits-draft = Waiting for the agency to fill in and send the form
req-waits-draft-note = DGA’s time starts when the request is sent
req-waits-review = DGA is considering the request
req-waits-no-date = The due date is not known yet, because the government holidays of that year are not announced
req-waits-returned = Waiting for the agency to correct and send again
req-waits-returned-note = The clock stands still. Once sent again, 5 working days start anew
req-waits-budget = Waiting for the budget
req-waits-budget-note = An officer considers it again when the budget changes. The agency has nothing to do
req-waits-dns = Waiting for the agency to set its DNS
req-waits-dns-note = DGA’s clock stands still. The system checks the DNS by itself and tells you when everything is right
req-waits-opening = DGA is opening the service
req-waits-opening-note = When it is open, the agency’s administrator is told by email
req-over-rejected = This request was rejected
req-over-rejected-note = Ask the DGA Contact Center, 02 612 6060, or make a new request
req-over-withdrawn = The agency withdrew this request
req-over-new-note = If you still need the service, make a new request
req-over-opened = The service is open
req-over-changed = Changed as requested
req-over-cancelled = The cancellation is approved

# The form
req-parts = Parts of the form
req-part-n = Part {$n}
req-part-complete = Complete
req-part-missing = { $n ->
        [one] {$n} field missing
       *[other] {$n} fields missing
    }
req-part-unsigned = Waiting for signatures
req-group-agency = 1.1 Agency
req-group-agency-intro = Choose the ministry above the agency. If there is none, fill in the other parent agency instead.
req-group-coordinator = 1.2 Coordinator
req-group-coordinator-intro = Once the request is approved, this person becomes the agency’s main administrator
req-group-address = Contact address of the agency
req-group-change = What you ask for
req-group-domain = Domain
req-group-services = Services and number of accounts
req-group-services-intro = Fill in only the services you want, and leave the others empty
req-group-start = Start date
req-group-privacy = The requester’s answer
req-group-terms = Acceptance
req-group-requester = Signature of the requester
req-group-head = Signature of the head of agency
req-group-signing-intro = Fill in name, position and date of both who sign, or leave this empty and send a scan of the signed form
req-choice-mail-go-th = For example name@agency.{$zone}. No DNS settings needed, so it opens sooner
req-choice-own = For example name@agency.go.th. The agency changes its DNS settings as the system shows
req-choice-given = DGA uses this data to run the service and to stay in touch
req-choice-refused = You can still send the request, but DGA may be unable to serve you, co-ordinate with you or send you news
req-choose = Choose
req-optional = (optional)
req-kept-id = Kept:
req-kept-id-note = Type it again only to change it
req-accounts-unit = accounts
req-accounts = { $n ->
        [one] {$n} account
       *[other] {$n} accounts
    }
req-yes = Yes
req-clause-3 = Clause 3: protection of personal data
req-clause-3-1 = The Digital Government Development Agency (Public Organization) collects, uses and discloses the coordinator’s data, such as name, telephone number and email, to run the service and to stay in touch with the agency.
req-clause-3-2 = You may give or refuse consent. If you refuse, the service, co-ordination and news may not reach the requester.
req-clause-3-3 = The citizen ID is used to check identity only. It is encrypted, shown in part, and every full view is recorded.
req-clause-4 = Clause 4: terms and conditions
req-clause-4-1 = The coordinator grants rights to the agency’s officers after checking their identity and details, reviews the accounts regularly, and tells DGA as soon as possible when duties change.
req-clause-4-2 = Those with rights manage only the users of their own agency, keep passwords secret, and check that the data is complete and correct.
req-clause-4-3 = The service is used as agreed with DGA, and not against law, regulations or custom.
req-clause-4-4 = DGA reserves the right to manage the number of accounts requested, and to provide and improve the service.
req-clause-4-5 = If the terms are breached, or the service is used unlawfully or against public order and good morals, DGA may suspend it at once, with effect in the past as the case may be.
req-clause-4-6 = DGA checks identity each time the service is opened, changed or cancelled, discloses the data only to authorised officers, and uses it for nothing else without consent.
req-save = Save
req-save-next = Save and go on
req-save-finish = Save and review
req-back = Back
req-draft-note = You can save before everything is filled in. Need help?

# Where a request stands
req-missing-title = Still missing before you can send
req-officer-reason = The officer’s reason
req-officer-asks = The officer asks you to correct this:
req-officer-asks-to-mend = The officer returned the request for correction
req-next-title = Next steps
req-do-fill = Complete the form
req-do-fill-text = Part by part, saved at any time
req-do-print = Print the form (PDF)
req-do-print-text = Print it, and have the requester and the head of agency sign it
req-do-scan = Hand in the signed form
req-do-scan-text = Scan or photograph the signed form and upload it, or send it by email
req-do-send = Send the request
req-do-send-text = DGA starts to consider it and tells you the result within 5 working days
req-scan = File of the signed form
req-scan-hint = PDF or picture (PNG, JPEG, TIFF), up to 20 MB
req-scan-again = Add another scan
req-upload = Upload the file
req-or-mail = Or send it by email to
req-or-mail-subject = with {$number} in the subject. The system adds it to this request by itself.
req-mail-subject = {$number} signed workD request form
req-send = Send the request
req-send-not-yet = You can send it when nothing is missing
req-form-content = What the form says
req-form-pdf = Request form (PDF)
req-edit-part = Edit part {$n}
req-files = Documents
req-no-files = No documents yet
req-file = File
req-file-came = Received
req-file-size = Size
req-file-kind = Kind
req-file-pdf = PDF document
req-file-picture = Picture
req-file-archive = Archive or office document
req-file-other = Something else; take care before you open it
req-file-inline = shown within the text
req-kilobytes = {$n} KB
req-came-mail = By email
req-came-upload = Uploaded
req-events = History
req-received = Counts as received on
req-decided-at = Decided
req-granted-mail = workD Mail accounts granted
req-granted-conference = workD Conference accounts granted
req-to-domain = Go to the domain
req-to-review = Go to the officer’s page
req-withdraw = Withdraw the request
req-withdraw-confirm = Withdraw this request? It cannot be undone; you would have to make a new one.
notice-req-saved = Saved
notice-req-sent = The request is sent. You get a receipt by email.
notice-req-withdrawn = The request is withdrawn
notice-req-scan-kept = The document is received

# The officer's desk
req-budget-left = Accounts left in the budget
req-queue-empty = No requests in this list
req-queue-empty-text = Requests that agencies send appear here, those due first on top
req-refused-title = Consent to the use of personal data is refused
req-refused-text = The coordinator refused consent under clause 3. Use the contact data only as far as this request needs it.
req-warnings = Worth a look
req-evidence = Evidence
req-letters = Letters about this request
req-filed-by = Filed by
req-decision = Decision
req-to-decision = Go to the decision
req-identity = Check of the coordinator’s identity
req-identity-when = (needed to approve)
req-identity-hint = Clause 4.6 asks for an identity check before any kind of request is approved
req-identity-required = Choose how you checked the identity before you approve
req-granted = Accounts granted
req-granted-hint = Filled in as requested; adjust to the budget
req-mend-fields = Choose the fields to correct (when you return the request)
req-mend-hint = The agency sees your words beside the field
req-mend-note = What to correct in the field {$field}
req-mend-this = Please check and correct this field
req-reason-when = (needed to reject or to wait, and to return without naming a field)
req-wait = Let it wait for the budget
req-reject-confirm = Reject this request? The agency gets the reason by email and has to make a new request.
req-open-domain = Open this domain
notice-req-decided = The decision is kept and the agency is told

# Budget
req-budget = Budget
req-budget-lead = All the accounts that the platform can give. Approvals stay within this number.
req-budget-none = No budget is set yet, so requests to open the service cannot be approved
req-budget-set = Set the budget
req-budget-mail = workD Mail accounts in all
req-budget-conference = workD Conference accounts in all
req-budget-note = Note
req-budget-history = How the budget was set
req-budget-since = Since
req-budget-by = Set by
req-number-shape = Type a whole number, for example 5000
notice-req-budget-set = The budget is set

# Holidays
req-holidays = Government holidays
req-holidays-lead = These days do not count as working days. When one is added or removed, the due dates of waiting requests are counted anew and the agencies are told.
req-holidays-none = There are no holidays in the table yet
req-holidays-of = Government holidays {$year}
req-holiday = Holiday
req-holiday-source = Source
req-source-shipped = Shipped
req-source-officer = Added by an officer
req-holiday-add = Add a holiday
req-holiday-name-th = Name (Thai)
req-holiday-name-en = Name (English)
req-holiday-remove-confirm = Remove the holiday on {$day}? The due dates of waiting requests are counted anew.
req-holiday-saved = Saved.
req-holiday-moved = { $n ->
        [one] {$n} due date moved.
       *[other] {$n} due dates moved.
    }
req-day = Date
req-day-hint = For example 10 August 2026 or 10/8/2569
req-year = Year
req-remove = Remove

# Letters
req-letter = Letter
req-letters-lead = Letters to {$address} without a request number. Say which request each belongs to.
req-letters-none = No letters are waiting
req-letters-none-text = A letter with a request number is added to its request by itself
req-letter-subject = Subject
req-letter-no-subject = No subject
req-letter-from = From
req-letter-claim = The sender’s name can be forged; it is not checked
req-letter-when = Received
req-letter-files = Attachments
req-letter-no-files = No attachments
req-letter-text = Text
req-letter-no-text = No text
req-letter-problems = Some of this letter could not be read or was left out. Look at the original.
req-letter-source = Download the original (.eml)
req-letter-settle = Which request does this letter belong to?
req-letter-number-hint = For example WD-2569-0001
req-letter-number-required = Type the request number. If it belongs to none, choose “Needs no answer”
req-letter-attach = Add it to this request
req-letter-no-answer = Needs no answer
req-letter-is-settled = Settled
notice-req-letter-settled = The letter is settled
req-warning-no-scan = There is no signed form, only names typed as signatures. Please check with the agency before you approve.
req-warning-main-admin = This agency has a main administrator already: {$name}. An open request makes the coordinator one administrator more; a request to change the administrator replaces the main one.
