# One's own data, the audit trail, and looks at a citizen id


# One's own data
nav-my-data = My data
nav-audit = Audit trail
privacy-lead = See what is held about you and who looked at it, have a copy of it all, or have your account erased.
privacy-see = See my data
privacy-when = When
privacy-operator = DGA
privacy-views = Who looked at your citizen id
privacy-views-text = The full number is kept encrypted and every page hides it. An officer who needs it has to say why; each time shows here, and you get a letter.
privacy-views-none = Nobody has looked at your full number.
privacy-consents = Texts you agreed to or took note of
privacy-consents-text = Each apart from the other, with the version of its wording and the time.
privacy-consents-none = Nothing on record.
privacy-consents-withdraw = The privacy notice informs you, so there is no consent in it to take back; the terms end when your account is erased. Your data serve no other purpose that would need your consent.
privacy-text = Text
privacy-version = Version
privacy-taken-back = Taken back
privacy-new-texts = There is a new version
privacy-read-new-texts = Read and answer
privacy-new-texts-lead = Please read the new version of these texts.
privacy-new-version = Version {$version}
privacy-agree = I agree and have taken note
privacy-later = Next time
privacy-later-text = You may put it off: you will be asked again at your next log-in, and everything works meanwhile.
privacy-export = A copy of all your data
privacy-export-text = A ZIP file with everything held about you, your certificates as PDF, and an explanation of each file.
privacy-export-go = Ask for a copy
privacy-export-fetch = Your copy is ready: fetch it
privacy-export-being-made = Your copy is being made
privacy-export-progress = {$done} of {$total} parts are done. You will get a letter when it is ready.
privacy-export-look = Look again
privacy-export-ready = Your copy is ready
privacy-export-until = It can be fetched once, until {$when}; then the file is deleted.
privacy-export-download = Fetch (ZIP, {$size} KB)
privacy-export-fetched = The copy was fetched and its file is deleted. You can ask for another at any time.
privacy-export-expired = The last copy was not fetched in time and is deleted. You can ask for another.
privacy-export-none = There is no copy to fetch: it was fetched already, or its time has passed. Ask for another under My data.
privacy-erasure = Erase your account
privacy-erasure-text = Your data are erased, but for what the law has us keep. You have seven days to change your mind.
privacy-erasure-go = See what goes, and ask for it
privacy-erasure-waiting = You asked for your account to be erased
privacy-erasure-waiting-until = It will be erased on {$when}. Until then you can take that back, and everything works as before.
privacy-erasure-withdraw = Keep my account
privacy-erasure-office = You hold an office. Hand it over and have your appointment ended first; then your account can be erased.
privacy-erasure-asked = You have asked for that already.
privacy-erasure-not-asked = There is no wish to be erased that waits.
privacy-erasure-copy-first = If you want to keep your history, ask for a copy first.
privacy-erasure-ask = Erase my account
privacy-erasure-confirm = Erase your account? It will be erased in seven days.
privacy-goes = What goes
privacy-goes-identity = Your citizen id (encrypted) and its index, birth date, names and address
privacy-goes-account = Your password, and every session and token
privacy-goes-learning = Courses without a certificate: places, progress, quizzes and requests that wait
privacy-goes-letters = The list of letters sent to you, drafts never sent, and copies of your data
privacy-stays = What the law has us keep
privacy-stays-certificates = Certificates that were issued, with the name printed and the results behind them, so that they can still be verified
privacy-stays-audit = The audit trail, which holds facts and an account's code but no names, and who looked at your citizen id
privacy-stays-traffic = Traffic data for {$days} days (Computer Crime Act, section 26); then they are deleted
privacy-stays-requests = Requests filed for an agency, which are official documents
privacy-stays-consents = Evidence of what you agreed to, and the results of checking your identity (no numbers or codes)
privacy-view = Full citizen id
privacy-view-warning = Only for the work in hand: its owner sees when you looked and why, and gets a letter at once.
privacy-view-reason = Why you need the full number
privacy-view-reason-hint = Such as: compared with the card at the desk for request … (its owner will read this)
privacy-view-reason-needed = Give a reason of 10 to 500 characters; its owner will read it.
privacy-view-go = Show the number once
privacy-view-once = Shown this once
privacy-view-told = The look is on record, and its owner was told.
privacy-view-none = This account has no citizen id.

# The audit trail
privacy-audit-lead = Every change is an entry, each linked to the one before by a hash; rian audit verify checks them all.
privacy-audit-act = Act (its code or the beginning)
privacy-audit-person = Person (whole e-mail address, or id)
privacy-audit-subject = Record
privacy-audit-day = Day
privacy-audit-bad-day = Type the day as year-month-day, such as 2026-04-07
privacy-audit-filter = Find
privacy-audit-download = Fetch (JSON Lines)
privacy-audit-entries = Entries, the newest first
privacy-audit-none = No entry matches; try fewer conditions.
privacy-audit-seq = No.
privacy-audit-what = What
privacy-audit-who = Who
privacy-audit-system = The product, or a stranger
privacy-audit-older = Older
privacy-roots = Daily roots
privacy-roots-text = The hash at the end of each night, also kept outside the database: whoever rewrites history leaves a root that does not agree.
privacy-roots-none = None yet; the first is kept tonight.

# Acts
act-audit-exported = The audit trail was exported
act-audit-root-kept = The day's root of the audit trail was kept
act-traffic-exported = Traffic data were exported on an order
act-traffic-pruned = Traffic data past their time were deleted
act-key-added = A key was added
act-key-retired = A key was retired
act-key-resealed = Sealed anew with the newest key
act-citizen-id-viewed = A full citizen id was seen
act-consent-given = A text was agreed to
act-export-asked = A copy of one's data was asked for
act-export-ready = A copy of somebody's data was ready
act-export-fetched = A copy of one's data was fetched
act-export-expired = A copy that nobody fetched was deleted
act-erasure-asked = Erasure was asked for
act-erasure-withdrawn = The wish to be erased was taken back
act-erasure-refused = An account was not erased because of an office
act-erasure-done = An account was erased

# Notices
notice-export-asked = Your copy is being made; you will get a letter when it is ready.
notice-erasure-asked = Your account will be erased in seven days.
notice-erasure-withdrawn = Your account stays.

# Letters
mail-audit-root-subject = Root of the audit trail, {$day}
mail-audit-root-body =
    Please keep this line outside the system: it shows whether history was rewritten
    (rian audit verify --roots FILE).

    {$line}
mail-citizen-id-viewed-subject = An officer looked at your citizen id
mail-citizen-id-viewed-body =
    Dear {$name}

    Your full citizen id was seen in the role of “{$role}” on {$when}.
    The reason, and every look, is shown at

    {$url}

    If you expected nothing of the kind, please call the DGA Contact Center, +66 2 612 6060.
mail-export-ready-subject = The copy of your data is ready
mail-export-ready-body =
    Dear {$name}

    The copy of all your data is ready. Log in to fetch it, once, until {$when}.

    {$url}
mail-erasure-asked-subject = Your account will be erased
mail-erasure-asked-body =
    Dear {$name}

    You asked for your account to be erased. That will be done on {$when}. If you change your mind, or did not ask,
    log in before then and take it back.

    {$url}
mail-erasure-refused-subject = Your account cannot be erased yet
mail-erasure-refused-body =
    Dear {$name}

    You hold an office. Hand it over, then ask again.

    {$url}
mail-erasure-done-subject = Your account is erased
mail-erasure-done-body =
    Dear {$name}

    Your data are erased. Certificates that were issued can still be verified; what the law has us keep, and why, was explained before you asked.
    This is our last letter, and this address is forgotten within three days.
