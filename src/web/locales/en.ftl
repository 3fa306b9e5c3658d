# The frame of every page
skip-to-content = Skip to main content
areas = Services
area-learning = Learning
nav-courses = Courses
nav-my-learning = My learning
nav-history = Learning history
nav-account = My account
nav-approvals = Certificate requests
nav-verify = Verify a certificate
nav-privacy = Privacy notice
nav-terms = Terms of use
nav-accessibility = Accessibility
contact = Contact us
contact-center = DGA Contact Center
phone-short = Tel.
footer = Footer links
breadcrumbs = Where this page is
pages = Pages of the list
next-page = Next page
language-th = Thai
language-en = English
confirm = Confirm
cancel = Cancel
copy = Copy
copied = Copied
show = Show
hide = Hide
look = See details
actions = Actions
search = Search
to-front-page = Go to the home page
text-version = Version {$version}
n-of-m = {$n} of {$m}

# Times and amounts
minutes = Minutes
minutes-unit = minutes
minutes-long = { $n ->
        [one] {$n} minute
       *[other] {$n} minutes
    }
within-2-days = Within 2 days
due = Due
percent-done = {$n}% done

# Home
home-title = Learn digital skills for public service
home-lead = The government’s centre for learning digital skills. Civil servants, state personnel and the public learn online at their own pace, and can ask for a certificate when they finish.
see-courses = See the courses
free-no-papers = Free of charge, no documents needed
steps-title = How the service works
step-1 = Sign up
step-1-text = Confirm your citizen ID with the laser code on your card
step-2 = Log in
step-2-text = Use your email or your citizen ID
step-3 = Enrol
step-3-text = Choose a course and enrol with one press
step-4 = Learn online
step-4-text = Read, watch and take quizzes; stop and come back at any time
step-4-time = 30–180 minutes, depending on the course
step-5 = Ask for the certificate
step-5-text = Ask when you have finished; an officer decides and tells you by email
step-6 = Print the certificate
step-6-text = Download the PDF and print it as often as you like
step-7 = See your learning history
step-7-text = See all your courses, results, time and certificates

# Sign-up
sign-up = Sign up
sign-up-lead = Have your ID card at hand. You need both its front and its back.
sign-up-card = Details from your ID card
sign-up-account = Your account
sign-up-consents = Terms and privacy
have-account = Already have an account? Log in
citizen-id = Citizen ID
citizen-id-hint = The 13 digits on the front of the card, with or without dashes
citizen-id-required = The citizen ID is missing. Type the 13 digits on the front of your card.
citizen-id-length = A citizen ID has 13 digits, but you typed {$has}. Check whether a digit is missing or doubled.
citizen-id-character = The citizen ID contains “{$character}”, which is not a digit. Type only the 13 digits.
citizen-id-check-digit = This citizen ID is not right: its last digit does not fit the others. Compare each digit with your card.
laser-code = Laser code
laser-code-hint = 2 letters followed by 10 digits, like JT9-9999999-99
laser-code-where = Where is the laser code?
laser-code-where-text = It is on the back of the ID card, below the magnetic stripe area: 2 letters and 10 digits, like JT9-9999999-99. We use it only to check your identity and do not keep it. If your card has no laser code, an officer at a service desk can verify you; ask DGA Contact Center, 02 612 6060.
laser-code-required = The laser code is missing. You find it on the back of your ID card.
laser-code-shape = A laser code is 2 letters followed by 10 digits, like JT9-9999999-99. Compare it with the back of your card.
laser-code-letter = The laser code has a letter O or I where a digit belongs. Check whether it is a 0 or a 1.
prefix = Title
prefix-required = The title is missing. Type it as on your card, for example นาย, นาง or นางสาว.
first-name = First name
first-name-required = The first name is missing. Type it in Thai, as on your card.
last-name = Last name
last-name-required = The last name is missing. If your card has no last name, type “-”.
name-long = This is longer than {$most} characters. Type only what is on your card.
name-character = “{$character}” cannot be used here. Remove it and type the name in Thai, as on your card.
name-mark = The mark “{$character}” stands without a consonant. Delete it and type the name again.
birth-date = Date of birth
birth-date-hint = For example 17 May 1990 or 17/5/2533
birth-date-required = The date of birth is missing. Type it as on your card, for example 17/5/2533.
birth-date-unreadable = We cannot read this date. Type day, month and year, for example 17/5/2533 or 17 May 1990.
birth-date-two-digit-year = The year has only two digits. Type all four, for example 2533 or 1990.
birth-date-no-such-day = There is no such day: {$month} of the year {$year} (Buddhist era) has {$days} days. Check the date.
birth-date-future = This date is in the future. Check the year.
birth-date-too-long-ago = This year is too long ago. Check that you typed it as 2533 (Buddhist era) or 1990.
person-kind = Who you are
person-kind-required = Nothing is chosen. Say whether you are a civil servant, state personnel or a member of the public.
agency = Agency
agency-hint = Needed for civil servants and state personnel; members of the public may leave it empty
agency-required = The agency is missing. Type its name, or choose “Member of the public”.
agency-long = The agency’s name is longer than 200 characters. Shorten it.
email = Email
email-hint = For logging in and for our messages. We will send a link to confirm it.
email-shape = This is not an email address. Check it; it should look like somchai@example.go.th.
email-taken = This email already has an account. Log in, or use another email.
consent-terms = I accept the terms of use.
consent-privacy = I have read the privacy notice.
read-text = Read the full text
signup-already-joined = This citizen ID already has a verified account. Log in with the citizen ID or your earlier email. If you forgot the password, set a new one from the log-in page.

# Passwords
password = Password
new-password = New password
password-hint = At least 12 characters; several words that you remember easily will do
password-hint-short = Still missing: {"{"}n{"}"}
password-hint-enough = Long enough
password-short = A password needs at least {$least} characters; this one has {$has}. Make it longer.
password-long = The password is longer than {$most} characters (a Thai letter counts as 3). Make it shorter.
password-weak = This password is too easy to guess. Use several words that have nothing to do with your name or email.
forgot-password = Forgot password
forgot-password-lead = Type the email or citizen ID you signed up with, and we will email you a link to set a new password.
send-link = Send the link
reset-sent = If there is an account with these details, we have sent a link to its email address. It works for one hour. If you cannot find it, look in your spam folder.
choose-password = Choose a new password
save-password = Save the password
link-used = This link was used already or has expired. For a new password, ask for another link under “Forgot password” on the log-in page. For an email confirmation, log in and see on the page “My account” whether your email is confirmed.

# Log-in and the account
log-in = Log in
log-out = Log out
login-name = Email or citizen ID
login-name-hint = A citizen ID may be typed with or without dashes
no-account = No account yet?
log-out-everywhere = Log out everywhere
log-out-everywhere-text = If you used a shared computer, or think that someone else uses your account, log out on all devices at once, this one included.
log-out-everywhere-confirm = Log out on all devices, this one included?
name = Name
role = Role
state = Status
email-is-confirmed = Confirmed
email-not-confirmed = Not confirmed
email-confirm-please = Your email is not confirmed yet. Open the link that we sent to {$email}; if you cannot find it, look in your spam folder.

# Identity verification
verification = Identity verification
verification-route = Verified by
verification-when = Verified on
route-laser = Citizen ID and laser code
route-desk = An officer at a service desk
verification-again = Check again
verification-held = The service that checks ID cards has not answered yet. We keep asking and will email you the result, or type your laser code to check now.
verification-code-needed = We do not keep laser codes, so please type yours again to go on with the check.
verification-desk = Your identity has to be checked by an officer. Take your ID card to a service desk; DGA Contact Center, 02 612 6060, tells you where.
verification-refused = Your identity could not be verified with this account, so it cannot ask for certificates. If you have another, verified account, use that one; otherwise contact DGA Contact Center, 02 612 6060.
verification-none = This account is not tied to a citizen ID. You can learn, but not ask for certificates. To have your identity verified, contact DGA Contact Center, 02 612 6060.
verification-not-pending = This account is not waiting for verification. See its status on the page “Identity verification”.
verification-not-set-up = ID cards cannot be checked online here yet. You can sign up and learn, but an officer at a service desk must verify you before you ask for a certificate. Ask DGA Contact Center, 02 612 6060.
verification-waits = Your identity is being verified
verification-waits-text = You can learn meanwhile. Certificates can be asked for once you are verified.

# Short words for states
state-none = Not verified
state-pending = Pending
state-verified = Verified
state-refused = Not accepted
state-civil-servant = Civil servant
state-state-personnel = State personnel
state-public = Member of the public
state-active = Active
state-completed = Completed
state-left = Left
state-not-started = Not started
state-started = Started
state-done = Done
state-approved = Approved
state-returned = Returned
state-rejected = Rejected
state-overdue = Overdue
state-valid = Valid
state-revoked = Revoked
state-expired = Expired
state-normal = Normal
state-cancelled = Cancelled

# Roles
role-learner = Learner
role-course-author = Course author
role-certificate-officer = Certificate officer
role-learning-coordinator = Learning coordinator
role-agency-requester = Agency requester
role-agency-admin = Agency administrator
role-service-officer = Service officer
role-desk-officer = Desk officer
role-auditor = Auditor
role-system-admin = System administrator

# The catalogue
courses = Courses
course = Course
search-courses = Search courses
see-all-courses = See all courses
found-count = { $n ->
        [one] {$n} course
       *[other] {$n} courses
    } found
nothing-found = No course found for “{$query}”
nothing-found-text = Try a shorter or another word, or see all courses.
no-courses = No courses yet
no-courses-text = Courses will appear here once they are published. Please come back later.
has-certificate = With certificate
lessons-count = { $n ->
        [one] {$n} lesson
       *[other] {$n} lessons
    }
licence = Licence

# A course and its lessons
lesson = Lesson
lessons = Lessons
all-lessons = All lessons
lessons-ordered = To be taken in order
lessons-done = {$done} of { $all ->
        [one] {$all} lesson
       *[other] {$all} lessons
    } done
lesson-n-of-m = Lesson {$n} of {$m}
kind-reading = Reading
kind-video = Video
kind-quiz = Quiz
completion-title = What it takes to complete
completion-lessons = Finish { $n ->
        [one] {$n} lesson
       *[other] {$n} lessons
    }
completion-final = Score at least {$n}% in the post-test
completion-minutes = Learn for at least { $n ->
        [one] {$n} minute
       *[other] {$n} minutes
    }
completion-certificate = Then ask for the certificate; an officer decides
completion-valid-months = The certificate is valid for { $n ->
    [one] one month
   *[other] {$n} months
 }; renew it by learning again
enrol = Enrol
enrol-note = Start at once; you can leave at any time.
open-course = Open the course
start-learning = Start learning
go-on-learning = Go on learning
go-on-with = Go on with: {$lesson}
look-again = Look again
leave-course = Leave this course
leave-confirm = Leave this course? Your progress is kept, and you can enrol again.
course-progress = Progress in the course
of-course = of the course
started-on = Started on
completed-on = Completed on
minutes-credited = Time learnt
final-score = Post-test score
score = Score

# Reading and watching
pages-of-lesson = Pages of this lesson
pager = Previous and next lesson
previous-lesson = Previous lesson
next-lesson = Next lesson
to-summary = To the course summary
lesson-done = You have finished this lesson.
lesson-is-locked = Locked
video-note = Watch at least {$percent}% of the video. You can stop and go on later.
player-needs-scripts = This lesson records your progress with JavaScript. Turn it on in your browser and reload the page; without it you can read, but nothing is recorded.
player-saved = Saved
player-saving = Saving…
player-waiting = Offline; we will save when the connection is back
player-signed-out = You are logged out. Your progress is kept on this device.
player-log-in = Log in to save it
player-reload = This page is out of date. Reload it; your progress is kept on this device.
player-reload-link = Reload the page

# Quizzes
quiz-questions = Questions
quiz-needed = Pass mark
quiz-needed-n = Pass mark {$n}%
quiz-attempts = Attempts
quiz-attempts-any = As many as you like
quiz-begin = Begin the quiz
quiz-go-on = Go on with the quiz
quiz-again = Try again
quiz-past = Earlier attempts
quiz-try = Attempt
quiz-try-n = Attempt {$n}
quiz-when = Handed in
quiz-count = { $n ->
        [one] {$n} question
       *[other] {$n} questions
    }
quiz-answered = {"{"}n{"}"} of {"{"}total{"}"} answered
quiz-saved = Answers saved
quiz-waiting = Not saved yet; we will try again
quiz-signed-out = You are logged out. Your latest answers are not saved yet.
quiz-reload = This page is out of date. Reload it; the answers that were saved are kept.
quiz-submit = Hand in
quiz-confirm = Hand in all your answers? They cannot be changed afterwards.
quiz-handed-in = Quiz handed in
quiz-passed = You passed
quiz-failed = Not passed yet
tries-left = { $n ->
        [one] {$n} attempt
       *[other] {$n} attempts
    } left
tries-any = You can try again as often as you like.
to-course = Back to the course
question-n = Question {$n}
choose-many = (choose all that apply)
answer-n = Answer to question {$n}
answer-true = True
answer-false = False
answer-right = Right
answer-wrong = Wrong
your-answer = Your answer
right-answer = Right answer
answers-hidden = The answers are not shown for this attempt.
attempts-used = You have used up your { $most ->
        [one] {$most} attempt
       *[other] {$most} attempts
    } at this quiz. If you need help, contact DGA Contact Center, 02 612 6060.
attempt-no-quiz = This lesson is not a quiz. Choose a lesson that is one.
attempt-submitted = This attempt was handed in already and cannot be changed. See its result on the lesson’s page.
answer-no-question = This attempt has no such question. Reload the page and answer again.
answer-shape = The answer does not fit the kind of question. Reload the page and answer again.

# What is still missing
missing-lessons = Finish { $count ->
        [one] {$count} more lesson
       *[other] {$count} more lessons
    }
missing-minutes = Learn { $left ->
        [one] {$left} more minute
       *[other] {$left} more minutes
    } (at least {$needed} in all)
missing-not-started = “{$lesson}”: not started yet
missing-pages = “{$lesson}”: { $left ->
        [one] {$left} page
       *[other] {$left} pages
    } left to read
missing-seconds = “{$lesson}”: { $left ->
        [one] {$left} second
       *[other] {$left} seconds
    } left to watch
missing-quiz = “{$lesson}”: take the quiz and hand it in
missing-final = “{$lesson}”: take the test and score at least {$needed}%
missing-score = “{$lesson}”: you scored {$score}%; take it again and score at least {$needed}%
missing-identity = Have your identity verified

# Asking for a certificate
certificates = Certificates
ask-certificate = Ask for the certificate
ask-certificate-note = An officer decides and tells you by email.
can-ask-certificate = You can ask for the certificate
certificate-eligible = You have completed the course and can ask for its certificate.
certificate-missing = Before you can ask for the certificate:
certificate-not-eligible = You cannot ask for the certificate yet. First do the following:
certificate-pending = Certificate requested, waiting for a decision
certificate-returned = Your request was returned
certificate-rejected = Your request was not approved
certificate-approved = Your request was approved
certificate-issued = Certificate issued
certificate-ask-whom = Questions? Ask DGA Contact Center, 02 612 6060.
certificate-already-asked = You have already asked for this certificate. The decision comes by email within 2 days.
certificate-already-issued = This certificate was issued already. Download it from the course page or your learning history.
certificate-not-offered = This course has no certificate. Your results are in your learning history.
certificate-is-revoked = This certificate was revoked and cannot be printed. Ask DGA Contact Center, 02 612 6060.
print-certificate = Print the certificate (PDF)
verify-page = Verification page

# Learning history
courses-taken = Courses taken
minutes-by-course = Minutes by course
no-enrolments = No courses yet
no-enrolments-text = Choose a course, enrol and start at once.
no-certificates = No certificates yet. When you complete a course, ask for one on its page.
issued-on = Issued on
printed-on = Printed on {$date}
print-hint = You can print this page with your browser’s print command.

# Deciding certificate requests
certificate-request = Certificate request
requester = Requester
queue-pending = Waiting
queue-overdue = Overdue
queue-decided = Decided
queue-in-time = Decided in time
queue-empty = No requests here
queue-empty-text = New requests appear as soon as learners send them.
decided = Decided
select-all = Select all on this page
select-request = Select the request of {$name}
select-first = Select requests, then decide
selected-count = {"{"}n{"}"} selected
evidence = Evidence of learning
completed-at = Completed
finished-at = Finished
decision-waits = Waiting for a decision
approve = Approve
return = Return
reject = Reject
reject-confirm = Reject? The learner is told the reason by email.
reason = Reason
reason-when = (choose or write one to return or reject)
reason-required = The reason is missing. Write why, and what should be done next.
reason-long = The reason is longer than 1,000 characters. Shorten it.
decision-unknown = No valid decision was given. Choose approve, return or reject.
decision-nothing-chosen = No request is selected. Select at least one.
decision-too-many = More than 200 requests are selected. Decide at most 200 at a time.
decision-own-request = You cannot decide your own request. Leave it to another officer.
decision-already = This request was decided already. Reload the page to see the decision.
revoke = Revoke the certificate
revoke-confirm = Revoke this certificate? This cannot be undone, and the reason is shown on the verification page.
certificate-already-revoked = This certificate was revoked already; there is nothing more to do. The verification page shows the reason.

# Verifying a certificate
verify-lead = Type the number of a certificate to see whether it is genuine and still valid. No log-in needed.
certificate-number = Certificate number
certificate-number-hint = Printed on the certificate; it begins with RIAN-
verify = Verify
verify-another = Verify another certificate
verdict-valid = This certificate is genuine and valid
verdict-expired = This certificate is genuine but has expired
verdict-revoked = This certificate has been revoked
verdict-unknown = There is no certificate with this number
verdict-unknown-text = We have no record of {$number}. Compare each character with the paper and try again. If all of them match, this system did not issue that paper.
verified-at = Checked
verify-demo = This certificate comes from a demonstration. Its data are invented and prove nothing.
verify-compare = Compare every field below with the paper in your hand. If any of them differs, the paper has been altered.
document = Document
course-minutes = Length of the course
valid-until = Valid until
issuer = Issuer

# Confirmations after an action
notice-signed-up = You are signed up and verified. Open the link in our email to confirm your address.
notice-signed-up-pending = You are signed up and can start learning. We will email you when your identity is verified.
notice-email-confirmed = Your email is confirmed.
notice-password-set = Your new password is set. You can log in now.
notice-logged-out = You are logged out.
notice-logged-out-everywhere = You are logged out on all devices.
notice-verified = Your identity is verified.
notice-source-away = The service that checks ID cards does not answer at the moment. We keep asking and will email you the result.
notice-enrolled = You are enrolled and can start now.
notice-left = You have left the course. Your progress is kept.
notice-certificate-asked = Your request was sent. We will email you the decision within 2 days.
notice-decided = The decision is recorded and the learner is told.
notice-revoked = The certificate is revoked.

# Errors
form-mistakes = Some details need correcting
error-bad-request = We could not read what was sent
error-bad-request-detail = What was sent is not in a form that we can read. Reload the page and try again.
error-unreadable = What was sent cannot be read. Reload the page and try again. (Details: {$reason})
error-mistakes = Some details are not right
error-mistakes-detail = Correct the following and send it again.
error-not-found = Page not found
error-not-found-detail = The address may be mistyped, or the page has moved. Check it, or start again from the home page.
error-no-course = There is no course “{$slug}”. Choose one from the list of all courses.
error-no-enrolment = Your account has no such enrolment. Open the course from the page “My learning”.
error-no-lesson = This course has no such lesson. Choose one on the course page.
error-no-attempt = Your account has no such quiz attempt. Open the quiz from the course page.
error-no-certificate = There is no certificate with this number. Check the number, or open it from your learning history.
error-no-request = There is no such request. Choose one from the list of certificate requests.
error-log-in-needed = Please log in
error-log-in-needed-detail = You need to be logged in here, or your last session has ended. Log in and try again.
error-wrong-log-in = Log-in failed
error-wrong-log-in-detail = The email, citizen ID or password is not right. Check them and try again, or set a new password under “Forgot password”.
error-forbidden = You may not use this page
error-forbidden-detail = Your account is not allowed to do this. If it is part of your duties, ask the system administrator for the right.
error-stale-form = This form has expired
error-stale-form-detail = The page was open for too long, or you logged in anew meanwhile. Go back, reload the page and send it again.
error-not-confirmed = Your identity could not be confirmed
error-not-confirmed-detail = The details do not match the ID card records, or this card cannot be used. Compare every field with the card, both the front and the laser code on the back, and look at its expiry date. If everything is right, contact your district registration office or DGA Contact Center, 02 612 6060.
error-conflict = This cannot be done now
error-key-reused = This form was already sent with other details. Reload the page and fill it in again.
error-still-running = The same request is still being handled. Wait a moment, then reload the page to see the result.
error-too-large = Too much was sent
error-too-large-detail = What was sent is larger than we accept. Make it smaller, or send it in parts.
error-too-many = Too many tries
error-too-many-detail = For safety we have paused this for a while. Try again in { $minutes ->
        [one] {$minutes} minute
       *[other] {$minutes} minutes
    }.
error-unavailable = Not available now
error-internal = Something went wrong
error-internal-detail = This is a fault on our side, not yours. Try again in a moment; if it goes on, tell DGA Contact Center, 02 612 6060.
enrolment-already = You are already enrolled in this course. Go on from the page “My learning”.
enrolment-completed = This course is completed, so it cannot be left. It stays in your learning history.
enrolment-left = You have left this course. To go on, enrol again on its page; your progress is kept.
lesson-locked = “{$lesson}” is still locked. Finish “{$before}” first.

# Events sent by a player
events-too-many = Too many events at once; send at most {$most}, and the others afterwards.
event-client = The player’s “client” is missing or longer than 64 characters. Reload the page.
event-shape = This event cannot be read. Reload the page. (Details: {$reason})
event-seq = The event’s “seq” is repeated or negative. Use each number from 0 upwards once.
event-future = The event’s time is in the future. Set your device’s clock right and reload the page.
event-lesson = This course has no lesson “{$lesson}”. Choose one on the course page.
event-kind = This event does not fit the kind of lesson. Reload the page.
event-page = This lesson has { $pages ->
        [one] {$pages} page
       *[other] {$pages} pages
    }, and not the one named. Reload the page.
event-range = The part watched is not within the video, which is { $seconds ->
        [one] {$seconds} second
       *[other] {$seconds} seconds
    } long. Reload the page.

# Letters
mail-signature = Digital Government Development Agency (Public Organization)
    DGA Contact Center, 02 612 6060
    contact@dga.or.th
mail-welcome-subject = Welcome to Rian: please confirm your email
mail-welcome-body = Dear {$name},

    You are signed up and your identity is verified. Please confirm your email by opening this link within 7 days:

    {$url}

    If you did not sign up, do not open the link, and please tell DGA Contact Center.
mail-welcome-pending-subject = Your sign-up was received: please confirm your email
mail-welcome-pending-body = Dear {$name},

    We have received your sign-up, but your identity is not verified yet. You can learn meanwhile; the page “Identity verification” shows how it stands.

    Please confirm your email by opening this link within 7 days:

    {$url}

    If you did not sign up, do not open the link, and please tell DGA Contact Center.
mail-verified-subject = Your identity is verified
mail-verified-body = Dear {$name},

    Your identity is verified. You can ask for a certificate when you complete a course. See your status here:

    {$url}
mail-not-verified-subject = Your identity could not be verified
mail-not-verified-body = Dear {$name},

    Your identity could not be verified. The details may not match your card, the card may not be usable, or you may have another, verified account. See your status and what to do next here:

    {$url}

    If all details were right, contact your district registration office or DGA Contact Center.
mail-code-again-subject = Please type your laser code again
mail-code-again-body = Dear {$name},

    The check of your identity is not finished, and we do not keep laser codes. Have your ID card at hand and type its laser code again here:

    {$url}
mail-password-subject = Set a new password
mail-password-body = Dear {$name},

    Someone asked to set a new password for your account. Open this link within one hour to do so; it works once.

    {$url}

    If it was not you, do nothing: your password stays as it is.
mail-certificate-approved-subject = Your certificate for “{$course}” is approved
mail-certificate-approved-body = Dear {$name},

    Your certificate for “{$course}” is approved. Its number is {$number}.

    See and print it here:

    {$url}

    On the same page you can download it as an Open Badge, which other organisations can check with their own tools.
mail-certificate-returned-subject = Your certificate request for “{$course}” was returned
mail-certificate-returned-body = Dear {$name},

    An officer has returned your certificate request for “{$course}”. The reason:

    {$reason}

    When this is mended, ask again here:

    {$url}
mail-certificate-rejected-subject = Your certificate request for “{$course}” was not approved
mail-certificate-rejected-body = Dear {$name},

    Your certificate request for “{$course}” was not approved. The reason:

    {$reason}

    See the details here:

    {$url}

    If you have questions, contact DGA Contact Center.

# The demonstration
demo-banner-label = Demonstration
demo-banner = All data are invented. Do not use a real ID card.
demo-banner-link = See the accounts to try
demo-title = Try the system
demo-lead = Log in with one of the accounts below, or sign up with an invented card, and try every step.
demo-people = Accounts to try
demo-cards = Invented ID cards
demo-cards-text = For trying the sign-up. No one holds these cards. Every field must match; cards that are expired or cancelled are refused.
demo-source = The identity source (simulated)
demo-source-on = The simulated source is on and answers at once. Switch it off to see what happens when it does not answer.
demo-source-off = The simulated source is off. New sign-ups wait and are checked when it is on again.
demo-source-switch-off = Switch the source off
demo-source-switch-on = Switch the source on
demo-limits = What is simulated
demo-limits-text = Only three things are simulated: the identity source, which knows the invented cards above and no others; email, which goes to the outbox page instead of being sent; and the answers of the DNS, which are set on the page of a domain. Everything else is real.
outbox = Outbox
outbox-lead = Letters that the demonstration would send are shown here instead, the newest first.
outbox-empty = No letters yet
outbox-empty-text = Sign up or ask for a new password, and the letter appears here.
letter-to = To

# Confirming the address again
confirm-again = Send the confirmation link again
notice-confirmation-sent = We have sent a confirmation link to your email.
mail-confirm-subject = Confirm your email
mail-confirm-body =
    Dear {$name}

    Open this link to confirm your email. It works for 7 days.

    {$url}

# Said on second thoughts
quiz-confirm-gaps = {"{"}n{"}"} questions have no answer yet. Hand in all the same? You cannot change it afterwards.
sign-up-type-again = For your safety, type your citizen ID, laser code and password again.
prefix-shape = A title takes letters and full stops only, 40 at most. Type it as on the card.
consent-terms-required = Accept the terms of use to sign up.
consent-privacy-required = Tick that you have read the privacy notice to sign up.
login-required = Type the email or citizen ID you log in with.
lesson-first = Go to “{$lesson}” first
taught-in-thai = Taught in Thai
