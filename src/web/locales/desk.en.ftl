# Registration desks: the officer's page
desk-nav = Registration desk
desk-nav-agents = Card readers
desk-title = Registration desk
desk-lead = Verify people who show their identity card to an officer in person
desk-tab-cases = Read a card
desk-tab-papers = Check papers
desk-tab-agents = Card readers
desk-open = Verify one person
desk-no-agents = There is no card reader that you may use. Ask the system administrator to enrol this desk’s reader; until then, “Check papers” works.
desk-who = The account’s email, or the citizen ID
desk-who-hint = Let the person say it and type all of it. Only an account that equals it in every character and waits for verification is found.
desk-who-required = No account is named. Type the email or citizen ID that the person says, or choose that there is no account yet.
desk-who-unknown = No account that waits for verification equals what was typed. Check it, or choose that there is no account yet.
desk-who-verified = This account is verified already; its card need not be read again.
desk-who-several = More than one unverified account claims this citizen ID. Let the person say the email of their own account.
desk-without-account = The person has no account yet; make one from the card
desk-reader = Card reader
desk-agent-required = No card reader that works is chosen
desk-near = Ready
desk-far = Not connected. See whether card-agent is running.
desk-purpose = Read the card to
desk-purpose-card-status = verify the person, and ask the civil registry about the card
desk-purpose-identity = verify the person only
desk-purpose-identity-hint = The result will say that the card’s status was not checked
desk-purpose-unknown = A card cannot be read for this. Choose from the list.
desk-status-not-set-up = Checking cards with the civil registry is not set up here; the result will say that the card’s status was not checked.
desk-open-button = Start reading
desk-recent = Your cases of the last 24 hours
desk-recent-none = None yet

# Registration desks: one case
desk-case = Verification
desk-new-person = Somebody without an account
desk-code = The code of this case
desk-step-insert = Put the identity card into the reader
desk-step-compare = See that card-agent’s window shows the same four digits as this page
desk-step-read = Press Read in card-agent’s window, and wait until this page changes
desk-until = To be read until
desk-look-again = Look again
desk-on-card = On the card
desk-name-on-card = Name on the card
desk-name-of-account = Name of the account
desk-number-equals = equals the account’s
desk-expiry = Expiry (Buddhist era)
desk-lifelong = For life
desk-card-status = The card, says the civil registry
desk-name-differs = The name on the card is not that of the account. On confirmation the account takes the card’s name.
desk-status-flag = How the card stands with the civil registry is not known. You may confirm; the result will carry a note of it.
desk-asking = The civil registry is being asked about the card. This takes half a minute at most; then you can confirm.
desk-make-account = Make an account from this card
desk-make-account-hint = A link goes to this email; by it the person chooses a password and gives the consents, within 7 days.
desk-email-hint = Let the person say or type it
desk-address-is-theirs = The person said themselves that the account’s email above is theirs
desk-address-required = The person has to say the email of their account first: somebody else may have signed up with their citizen ID.
desk-face-matches = The person’s face matches the picture on the card
desk-face-required = Compare the face with the picture on the card, and tick that they match.
desk-confirm = Verify the person
desk-confirm-new = Make the account and verify the person
desk-decline = Do not verify
desk-decline-button = Close without verifying
desk-reason-required = Choose why the person is not verified.
desk-decision-required = No decision is chosen.
desk-decide-until = To be decided by
desk-expired = The time is over, and what was read, if anything, is deleted. You can start again at once.
desk-confirmed = The person is verified. What was on the card is deleted; only the outcome of the check is kept.
desk-declined = Closed without verifying. What was on the card is deleted.
desk-again = Read again
desk-next = Next person
desk-closed = This case waits for no decision: its time is over, or it was decided. Open a new one if it is still needed.
desk-own-account = You cannot verify yourself. Another officer has to do it.
state-desk-waiting = Waiting for the card
state-desk-read = Read; compare the face
state-desk-failed = Failed
state-desk-expired = Time is over
state-desk-confirmed = Confirmed
state-desk-declined = Not verified
state-desk-paper-waiting = Waits for a second officer
state-desk-paper-confirmed = Confirmed
state-desk-paper-rejected = Rejected
state-desk-card-unasked = Not checked
state-desk-card-asking = Being asked
state-desk-card-live = In use
state-desk-card-refused = Not in use
state-desk-card-unreachable = Asked, no answer
choice-desk-face-differs = The face does not match the card
choice-desk-not-theirs = The account or its email is not the person’s
choice-desk-left = The person left
choice-desk-other = Another reason
notice-desk-confirmed = The person is verified
notice-desk-declined = The case is closed

# Why a card was not read, or was not accepted
state-desk-fault-no-reader = There is no card reader. See whether its cable is plugged in.
state-desk-fault-no-card = There is no card in the reader. Put it in, and press Read again in card-agent’s window.
state-desk-fault-several-cards = More than one reader holds a card. Leave one card only.
state-desk-fault-busy = Another program is using the card. Close it, and press Read again.
state-desk-fault-removed = The card was taken out too early. Leave it in, and press Read again.
state-desk-fault-not-thai-id = This is not a Thai identity card.
state-desk-fault-unknown-version = Cards of this edition cannot be read here. Use “Check papers”.
state-desk-fault-unreadable = The card could not be read whole, or says what no card says. Wipe its contacts and try again.
state-desk-fault-bad-check-digit = The check digit of the number on the card is wrong: the card may be damaged, or not genuine.
state-desk-fault-cancelled = Reading was stopped in card-agent’s window.
state-desk-fault-clock = The clocks of card reader and server differ by more than a minute. Set that computer’s clock and start again.
state-desk-fault-wrong-card = The number on the card is not that of this account. See whether card and account belong to one person.
state-desk-fault-card-expired = The card has expired. The person has to get a new one at a registration office first.
state-desk-fault-card-unissued = No citizen ID beginning with 9 was ever issued, so this card cannot be accepted.
state-desk-fault-card-taken = The holder of this card has a verified account. They should use that one; a forgotten password can be set anew by a link.
state-desk-fault-own-card = This is the officer’s own card. Another officer has to do it.
state-desk-fault-card-not-live = The civil registry says that this card is no longer in use. The person has to see a registration office.
state-desk-fault-revoked = An administrator revoked this card reader. Use another one.
desk-problem-unknown-code = This enrolment code cannot be used. A code lives ten minutes and works once: ask the administrator for a new one.
desk-problem-known-key = This key was enrolled before. Enrol with a new one (card-agent enrol --home NEW-FOLDER).
desk-problem-altered = The signature is wrong: the message was altered, or is not from this card reader.
desk-problem-foreign-agent = This card reader is not the one that was asked, or not at a desk of the officer who asked.
desk-problem-unknown-device = The server does not know this card reader. Enrol it anew.
desk-problem-revoked = This card reader was revoked. Ask the administrator.
desk-problem-unconfirmed = This card reader waits for an administrator to compare its fingerprint and confirm it.
desk-problem-agent-expired = This card reader’s time is over. An administrator has to enrol it anew.
desk-problem-late = The two minutes of this case are over. Open a new one in the browser.
desk-problem-replayed = This case has been answered; it takes no second answer.

# Card readers
desk-agents = Card readers of registration desks
desk-agents-lead = A computer that reads cards is enrolled, and works once an administrator compared the fingerprint of its key.
desk-agents-none = No card readers yet
desk-agents-none-text = Ask for a code below, and use it on the desk’s computer within ten minutes.
desk-name = Desk
desk-name-hint = Such as: Desk 1, second floor
desk-name-required = Name the desk, in 80 characters at most.
desk-agency-required = Choose the desk’s agency.
desk-choose-agency = Choose an agency
desk-fingerprint = Fingerprint of the key
desk-last-seen = Last heard
desk-never = Never
desk-valid-until = Valid until
desk-agent-confirm = Confirm
desk-agent-revoke = Revoke
desk-confirm-question = Is the fingerprint {$print} the same, in every letter, as the one on the desk’s computer? If not, do not confirm.
desk-revoke-question = Revoke this card reader at once? Its open cases fail, and it works again only after enrolling anew.
desk-not-pending = This card reader does not wait for confirmation.
desk-code-new = Enrol a card reader
desk-code-make = Get an enrolment code
desk-code-made = Enrolment code, shown once
desk-code-use = It works once, within ten minutes. Run this on the desk’s computer:
desk-code-then = The computer then shows the fingerprint of its key. Compare it with the list on this page, letter by letter, before you confirm.
notice-desk-agent-confirmed = The card reader is confirmed and works at once
notice-desk-agent-revoked = The card reader is revoked

# Papers instead of a chip
desk-papers = Check papers
desk-papers-lead = For old cards without a chip, or a broken reader. Two officers have to agree.
desk-paper-new = Record papers seen
desk-paper-lead = The account is verified once a second officer has looked and confirmed.
desk-papers-none = Nothing waits for a second officer
desk-papers-none-text = What an officer records appears here.
desk-papers-seen = Papers seen
desk-papers-required = Choose at least one kind of paper that was seen.
desk-first-officer = Recorded by
desk-when = When
desk-needs-another = Another officer has to confirm it
desk-account-email = The account’s email
desk-account-email-hint = Let the person say it and type all of it
desk-citizen-id-hint = Typed from the paper; it is compared with the account’s and not kept
desk-citizen-id-differs = This number is not the account’s. Check the paper and the email.
desk-note = Note for the second officer
desk-note-hint = No citizen ID, date of birth, address or phone number. The note is deleted with the decision.
desk-optional = (optional)
desk-text-long = This is longer than 500 characters. Shorten it.
desk-text-number = There are eight or more digits in a row. No citizen ID or phone number may stand here.
desk-face-matches-paper = The person’s face matches the picture on the papers
desk-paper-send = Send to a second officer
desk-paper-waits = A record of this account waits for a second officer already.
desk-paper-decided = This record was decided.
desk-second-officer = Whoever recorded it cannot confirm it. Another officer has to.
desk-second-lead = See the papers and the person yourself before you confirm.
desk-reason-when = (needed to reject)
desk-reject-required = Write why it is rejected.
desk-paper-confirm = Confirm
desk-paper-reject = Reject
choice-desk-old-card = Identity card of an old kind
choice-desk-house-registration = House registration
choice-desk-passport = Passport
choice-desk-birth-certificate = Birth certificate
choice-desk-agency-card = Card of a government official
notice-desk-paper-made = Recorded; a second officer has to confirm it
notice-desk-paper-decided = The decision is recorded

# What a person sees of their verification
route-manual = Papers, seen by two officers
desk-level = Assurance level
desk-level-none = Not told by the source
desk-policy = by policy edition {$edition}
state-flag-card-status-unknown = The card’s status was not checked with the civil registry
state-flag-level-not-asserted = The identity provider told no level
state-check-confirmed = Confirmed
state-check-refused = Not accepted
state-check-unreachable = No answer
desk-checks = History of checks
desk-go = Verify your identity at a registration desk
desk-go-text = An officer reads your card and compares your face. It takes about five minutes. What to bring:
desk-bring-card = Your identity card itself, not expired
desk-bring-address = The email of this account; the officer will let you say it:
desk-bring-papers = With an old card without a chip, your house registration or passport as well; two officers will look at them
desk-where = Ask for the nearest desk: DGA Contact Center 02 612 6060

# The welcome of an account that a desk made
desk-welcome = Choose a password and give your consents
desk-welcome-lead = An officer has verified you and made your account. Only this step is left.
desk-welcome-button = Start

# Letters
mail-desk-welcome-subject = Your account is ready: choose a password
mail-desk-welcome-body = Dear {$name},

    An officer at a registration desk has verified you and made your account. Choose a password and give your consents within 7 days here:

    {$url}

    If you did not ask for this, tell DGA Contact Center, 02 612 6060.
mail-desk-busy-subject = A card reader reads unusually often
mail-desk-busy-body = Dear administrator,

    The card reader {$desk} handed in {$n} reads within an hour, more than one desk can do. Ask that desk, and revoke the reader if nobody knows why:

    {$url}

# What was done, for the record: desks
act-desk-account-made = Made an account at a registration desk
act-desk-agent-busy = A card reader reads unusually often
act-desk-agent-confirmed = Confirmed a card reader
act-desk-agent-enrolled = A card reader enrolled
act-desk-agent-revoked = Revoked a card reader
act-desk-card-read = Took what a card said
act-desk-card-status = Asked the civil registry about a card
act-desk-case-confirmed = Verified a person at a registration desk
act-desk-case-declined = Did not verify a person at a registration desk
act-desk-case-expired = A case at a registration desk ran out of time
act-desk-case-opened = Opened a case at a registration desk
act-desk-code-made = Made an enrolment code for a card reader
act-desk-enrolment-refused = A card reader could not enrol
act-desk-paper-decided = A second officer decided on papers
act-desk-paper-seen = Recorded papers seen
act-desk-read-failed = A card could not be read
act-desk-read-refused = Refused what a card reader sent
act-person-renamed = Took the name on the card
