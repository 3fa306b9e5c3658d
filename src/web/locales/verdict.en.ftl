# Deciding certificate requests.
choice-decide-name-wrong = The name or title differs from the identity card
choice-decide-identity-unclear = The identity is not clear yet
choice-decide-time-short = Less learning time than the course asks for
choice-decide-answers-unclear = Quiz answers came unusually fast; please explain
choice-decide-evidence-unclear = The evidence of learning is incomplete or unclear
choice-decide-not-the-learner = Somebody else took the course or the exam
choice-decide-answers-shared = Answers were copied or passed on
choice-decide-not-entitled = Not entitled to the certificate of this course
choice-decide-duplicate = Asked twice; the certificate was issued already
choice-decide-other = Another reason
decide-reason-code = Reason to return or reject
decide-reason-choose = Choose a reason
decide-reason-text = Explanation for the learner
decide-reason-hint = Say what has to be corrected. Needed with “Another reason”.
decide-reason-needed = Choose a reason from the list, or write why, and what should be done next.
decide-reason-unknown = This reason does not fit the decision. Choose one of the matching group.
decide-optional = (optional)

# The thread
decide-thread = Decisions and messages
event-decide-asked = Certificate requested
event-decide-said = Message
event-decide-returned = Returned for correction
event-decide-rejected = Rejected
event-decide-approved = Approved
event-decide-first-approved = First approval
event-decide-first-undone = First approval taken back
event-decide-undone = Decision taken back
event-decide-handed-over = Handed over (officers alone see this)
decide-side-learner = (learner)
decide-on-behalf-of = (standing in for {$name})
decide-you = You
decide-office = Officer of { $office }
decide-rule = Approved by the automatic rule of the course
decide-by-rule-note = This request was approved by the automatic rule of the course, without an officer.
decide-message-to-learner = Message to the learner
decide-message-to-desk = Message to the officers
decide-corrected = What you have corrected
decide-send = Send message
decide-send-only = Send the message only, without asking again
decide-message-required = The message is empty.
decide-message-long = The message is longer than 2,000 characters. Please shorten it.
decide-thread-closed = You cannot write yet. Messages are possible once an officer has returned the request or asked a question, and until it is approved.
decide-thread-full = You have sent { $n ->
        [one] {$n} message
       *[other] {$n} messages
    }. Please wait for an answer first.
notice-message-sent = The message was sent, and the other side is told by email

# Taking a decision back
decide-undo = Take the decision back
decide-undo-until = Can be taken back until {$at}
decide-undo-all = Take all { $n } decisions back
decide-undo-all-confirm = Take all { $n } decisions back? Learners who were told of one get an email.
decide-undo-others = Another officer has decided the request of {$name} since, so nothing was taken back. Open that request first.
decide-recent = { $n ->
        [one] You have just decided {$n} request
       *[other] You have just decided {$n} requests
    }
decide-not-decided = This request is not decided yet, so there is nothing to take back.
decide-undo-late = Ten minutes have passed, so the decision cannot be taken back. A certificate issued by mistake can be revoked.
decide-undo-asked-again = The learner has asked again, so the earlier decision cannot be taken back. Please decide the new request.
decide-undo-revoked = The certificate has been revoked, so the decision cannot be taken back.
decide-undone-public = The approval was taken back by an officer
decide-evidence-changed = The learner's details or evidence changed after you opened this page, so nothing was decided. Look at what is shown now and decide again.
decide-changed = Somebody has just changed this request. Reload the page and try again.
notice-decision-undone = The decision was taken back. The request waits again with its original due time, and the learner is told.
notice-first-undone = The first approval was taken back. The request waits again with its original due time.
notice-decisions-undone = The decisions were taken back, and the learners are told
notice-firsts-undone = The first approvals were taken back

# Who has a request
decide-claim = Take it on
decide-release = Give it back
decide-take-over = Take it over
decide-take-over-confirm = Take this over from {$name}?
decide-unclaimed = No officer has taken this on
decide-held-by-me = You have taken this on
decide-held-for = You look after this in place of {$name}
decide-claimed = {$name} has taken this request on. Take it over first if you must.
decide-not-claimed = You have not taken this request on, so there is nothing to give back.
decide-hand-over = Hand over to another officer
decide-hand-over-to = Hand over to
decide-hand-over-own = Choose another officer, not yourself.
decide-hand-over-back = {$name} is away and you stand in, so it would come back to you. Choose another.
decide-hand-over-learner = A request cannot be handed to the person who made it.
decide-note = Note to the officer
decide-note-hint = The learner does not see it here, but receives it with a copy of their personal data
decide-officer-unknown = There is no such certificate officer. Choose one from the list.
decide-officer-away = This officer and the one who stands in are away. Choose another.
decide-claim-on-leave = You are on leave, and what you take goes to {$name}, who stands in. If you are back, end your leave first.
decide-held = Requests you look after:
notice-claimed = The request is yours for four hours
notice-released = The request was given back
notice-handed-over = The request was handed over, and the officer is told by email

# Leave
decide-leaves = Leave and stand-ins
decide-leaves-lead = During leave, requests taken on and handed over go to the stand-in. It ends by itself after the last day.
decide-leaves-none = No officer is on leave
decide-leave-who = Officer
decide-leave-when = Days
decide-stand-in = Stand-in
decide-leave-enter = Enter leave
decide-leave-first = First day
decide-leave-last = Last day
decide-leave-day-hint = For example 17 April 2026
decide-leave-last-hint = This day is included
decide-leave-day = This day cannot be read. Write it like 17 April 2026.
decide-leave-first-day = Give the first day of the leave.
decide-leave-last-day = Give the last day of the leave.
decide-leave-order = The last day must not be before the first, nor in the past.
decide-leave-both = This officer is on leave in the same days. Choose somebody else.
mail-decide-stand-in-subject = You stand in for {$officer} from {$first}
mail-decide-stand-in-body = Dear {$name},

    {$officer} is on leave from {$first} to {$last} and named you to decide certificate requests in those days.

    {$url}
certificate-mend-name = Correct the name and title
decide-leave-long = Leave is at most one year long and can be entered at most one year ahead.
decide-leave-own = Choose another officer to stand in.
decide-leave-alone = There is no other officer who could stand in. Ask the administrator to appoint one.
decide-leave-entered = You have entered leave already. End it before you enter another.
decide-leave-none = You have entered no leave.
decide-leave-end = End your leave
decide-leave-end-confirm = End your leave? What you had taken on comes back to you.
decide-away = {$name} is away until {$until}; {$stand_in} stands in
notice-leave-entered = The leave was entered
notice-leave-ended = The leave has ended

# How courses are decided
decide-policies = How each course is decided
decide-policies-lead = A stricter way holds at once. A less strict one (dropping the second officer, or starting the automatic rule) holds once another officer confirms it, so that nobody can arrange to approve alone.
decide-policies-none = No course issues certificates yet
decide-policy-change = Change
decide-policy-how = How certificates are decided
decide-policy-save = Save
decide-policy-wanted = {$name} asks for “{$mode}”; it waits for another officer to confirm
decide-policy-confirm = Confirm the change
decide-policy-confirm-ask = Confirm this change? It holds at once.
decide-policy-withdraw = Withdraw the change
decide-policy-second = You have asked for this already. Another officer has to confirm it.
decide-policy-both = Two officers and the automatic rule exclude each other. Choose one.
decide-policy-unknown = This way of deciding is unknown. Choose one.
choice-decide-mode-officer = One officer decides
choice-decide-mode-officer-hint = The usual way
choice-decide-mode-four-eyes = Two officers approve
choice-decide-mode-four-eyes-hint = One officer is enough to return or reject
choice-decide-mode-rule = Automatic rule
choice-decide-mode-rule-hint = Requests without a flag are approved at once; an officer decides the others
notice-policy-set = The way of deciding was saved
notice-policy-wanted = The change holds once another officer confirms it
decide-four-eyes = Two officers must approve for this course
decide-waits-second = {$name} has approved. A second officer is needed.
decide-second-officer = You gave the first approval. Another officer must give the second.
decide-seconds = Waiting for a second officer:
decide-replacements = Replacements that wait for a second officer:
notice-first-approved = The first approval was kept. What needs two officers waits for the second.
notice-some-approved = Certificates were issued and the learners told; what needs two officers has its first approval and waits for the second.

# The sample of a bulk approval
decide-sample = Open a sample before approving together
decide-sample-needed = To approve many at once, open the evidence of everything flagged and, beyond ten unopened within an hour, of a sample that is chosen for you. Left to open: {$n}.
decide-sample-list = Open these, then come back to this page to approve
decide-sample-open = Open the request of {$name}
decide-which = See the request of {$name}
decide-sample-again = All opened: approve the selected
decide-flagged = Flagged
decide-unopened = Not opened yet
decide-chosen = { $n } selected

# Letters
mail-decide-by-rule-subject = Your certificate “{$course}” is approved
mail-decide-by-rule-body = Dear {$name},

    Your request for the certificate of “{$course}” was approved by the automatic rule of the course. Number: {$number}

    See and print the certificate here:

    {$url}
mail-decide-undone-subject = The decision on your certificate “{$course}” was taken back
mail-decide-undone-body = Dear {$name},

    An officer has taken back the decision on your request for the certificate of “{$course}” that we told you a moment ago. Your request waits again with its original due time, and you will be told the outcome. You need not do anything.

    {$url}
mail-decide-approval-undone-subject = The approval of your certificate “{$course}” was taken back
mail-decide-approval-undone-body = Dear {$name},

    An officer has taken back the approval of your certificate of “{$course}” that we told you a moment ago. The number you were given is not valid; please do not use it. Your request waits again with its original due time, and you will be told the outcome.

    {$url}
mail-decide-message-subject = An officer has written to you about the certificate “{$course}”
mail-decide-message-body = Dear {$name},

    An officer has written to you about your request for the certificate of “{$course}”:

    {$message}

    Answer here:

    {$url}
mail-decide-answered-subject = The learner has answered about the certificate “{$course}”
mail-decide-answered-body = Dear {$name},

    The learner has written to the officers about the certificate of “{$course}”. Read and answer here:

    {$url}
mail-decide-policy-wanted-subject = Another way of deciding “{$course}” is asked for
mail-decide-policy-wanted-body = Dear {$name},

    {$officer} asks that certificates of “{$course}” be decided this way: {$mode}. It holds once another officer chooses the same here:

    {$url}
mail-decide-handed-over-subject = A certificate request was handed over to you
mail-decide-handed-over-body = Dear {$name},

    {$from} has handed a certificate request over to you.

    {$note}

    Open it here:

    {$url}

# The audit trail
act-certificate-decision-undone = Took a certificate decision back
act-certificate-first-approved = Gave the first approval of a certificate
act-certificate-message-written = Wrote about a certificate
act-certificate-claimed = Took a certificate request on
act-certificate-released = Gave a certificate request back
act-certificate-taken-over = Took a certificate request over
act-certificate-handed-over = Handed a certificate request over
act-certificate-claims-lapsed = Gave back certificate requests that were claimed over four hours ago
act-certificate-leave-entered = Entered a certificate officer's leave
act-certificate-leave-ended = Ended a certificate officer's leave
act-certificate-policy-wanted = Asked for a less strict way of deciding a course
act-certificate-policy-set = Changed how a course is decided
