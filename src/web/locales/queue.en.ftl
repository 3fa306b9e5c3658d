# The queue of certificate requests.
queue-thirty-days = In the last 30 days
queue-states = State of the requests
queue-search = Beginning of a first name, full family name or certificate number
queue-filter = Filter
queue-ways = Other pages of the desk
queue-filter-more = More filters
queue-filter-all = All
queue-filter-clear = Clear the filter
queue-filter-unknown = “{$value}” is not known here. Use one of the listed values.
queue-query = The filter cannot be read. Send it as name=value&name=value.
queue-found = {$count} match the filter
queue-empty-filtered = No request matches this filter. Take a condition away.
queue-previous-page = Previous page
queue-due-overdue = Overdue
queue-due-today = Due today
queue-due-tomorrow = Due tomorrow
queue-claimed = Handled by
queue-claimed-mine = Me
queue-claimed-nobody = Nobody yet
queue-claimed-by = Handled by {$name}
queue-claimed-away = (away; {$name} stands in)
queue-spent-twice = {$spent} min lie in two lessons at once; the time learnt counts them one time.
queue-spent-of = {$spent} of {$m} min
queue-asked-before = See the earlier request for this certificate
queue-asked-again-look = See the request that followed
queue-asked-again = The learner has asked again after this request.
queue-second = Waits for a second officer
queue-flags = Worth a look
queue-flagged-yes = With remarks
queue-flagged-no = Without remarks
queue-no-flags = Nothing stands out in the learning time, the answers, the identity and the name.
queue-flags-then = What the system found at the time of the decision
queue-flag-look = See the evidence
queue-walk = Other requests of the same list
queue-previous = Previous request
queue-next = Next request
queue-back = Back to the list
queue-views = Saved views
queue-view-all = Everything that waits
queue-views-manage = Save or delete views
queue-view-name = Name of the view
queue-view-name-hint = Keeps the filter on screen under this name, for you alone
queue-view-name-required = The name is missing. Type a name for the view.
queue-view-name-long = The name is longer than 60 characters. Shorten it.
queue-view-too-many = You can save { $most ->
    [one] {$most} view
   *[other] {$most} views
} at most. Delete some first.
queue-view-save-other = Save under another name
queue-view-replace = Replace the view
queue-view-exists = There is a view called “{$name}” already. Replace it? If not, choose another name.
queue-view-save = Save the view
queue-view-forget = Delete the view “{$name}”
queue-keys = Keyboard shortcuts
queue-key-next = Next request
queue-key-previous = Previous request
queue-key-open = Open the request
queue-key-tick = Select or deselect the request
queue-key-back = Back to the list
queue-key-help = Show the shortcuts
queue-keys-on = Use the shortcuts
queue-keys-close = Close
notice-view-saved = The view was saved.
notice-view-forgotten = The view was deleted.
act-saved-view-saved = Saved a view of the queue
act-saved-view-forgotten = Deleted a view of the queue

flag-short-time = Little time
flag-fast-answers = Very fast answers
flag-two-courses = Two courses at once
flag-identity-pending = Identity
flag-name-differs = Name not as verified
flag-proof-short-time = {$n} of {$m} minutes were credited, which is less than half of the course.
flag-proof-fast-answers = “{$lesson}”, attempt {$number}: { $n ->
    [one] {$n} answer
   *[other] {$n} answers
} in { $seconds ->
    [one] {$seconds} second
   *[other] {$seconds} seconds
}
flag-proof-two-courses = { $n ->
    [one] {$n} minute
   *[other] {$n} minutes
} of learning lie in the course “{$course}” as well, from {$at}.
flag-identity-not-verified = The identity behind this account is not verified.
flag-identity-papers-wait = Papers that show the identity wait for a second officer.
flag-identity-papers = The identity was verified by papers alone: no chip was read and no registry was asked.
flag-identity-below-policy = What verified the identity does not suffice by the present policy.
flag-name-changed = Verified as “{$verified}”; the account’s name is “{$other}” since {$at}.
flag-name-asked = Verified as “{$verified}”; on {$at} the holder asked to be named “{$other}”, which is not decided yet.
