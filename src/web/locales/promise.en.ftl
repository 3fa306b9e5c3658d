# The promised two days, and holidays.
promise-title = How the 2 days are kept
promise-link = How the 2 days are kept
promise-lead = The time from a certificate request to the officer’s decision, by the month of the decision.
promise-month = Month
promise-month-shape = Give the month as year, hyphen, month: 2026-04.
promise-all-courses = All courses
promise-show = Show
promise-csv = Download 12 months as CSV
promise-share = Decided within 2 days
promise-n-of-m = {$n} of {$m} requests
promise-median = Median
promise-median-note = Half of the requests were decided within this time
promise-p90 = 90th percentile
promise-p90-note = Nine in ten requests were decided within this time
promise-minutes = { $n ->
    [one] {$n} minute
   *[other] {$n} minutes
 }
promise-hours = { $n ->
    [0] At once
    [one] {$n} hour
   *[other] {$n} hours
 }
promise-up-to = Up to {$n} hours
promise-over = Over 2 days
promise-bands = How long people waited
promise-by-month = By month
promise-by-course = By course
promise-decided = Decided
promise-by-rule = { $n ->
    [one] Of these, {$n} request was approved by a course’s automatic rule.
   *[other] Of these, {$n} requests were approved by a course’s automatic rule.
 }
promise-none = No request was decided in this month.
promise-overdue-now = Overdue now (all courses)
promise-overdue-list = Overdue requests, the oldest first
promise-overdue-none = No request is overdue.
promise-overdue-shown = {$n} of {$m} requests shown.
promise-overdue-all = See all in the queue
promise-who = A certificate officer of DGA decides; you will hear by email.
promise-late-note = This takes longer than the promised 2 days, and DGA apologises. Your request is still here, and the officers have been reminded.
act-promise-reminded = Officers reminded of requests near or past their due time
act-promise-broken = Learner told that the decision is late
mail-promise-due-subject = Certificate requests: {$soon} due soon, {$late} past due
mail-promise-due-body = Dear certificate officer,

    Learners are promised a decision within 2 days. At present there are requests that

    become due within 12 hours: {$soon}
    are past due and not decided: {$late}

    Those due first:

    {$lines}

    The whole queue:

    {$url}
mail-promise-broken-subject = We are late with your certificate request for “{$course}”
mail-promise-broken-body = Dear {$name},

    We promised to decide your certificate request for “{$course}” within 2 days, by {$due}. We have not done so, and we apologise.

    Your request is still here, and you need not ask again. The officers have been reminded. See how it stands:

    {$url}

    Questions? Ask DGA Contact Center, 02 612 6060, contact@dga.or.th.
state-renewed = Taken again to renew
notice-renewal-begun = Your renewal has begun. The earlier certificate stays valid until its last day.
renewal-last-day = Valid until {$day}
renewal-offer = Renew it by taking the course again as it is now. The earlier certificate and what you learnt stay in your history.
renewal-renew = Renew
renewal-confirm = Take this course again to renew the certificate?
renewal-set-aside = This is kept as history, because you have begun the course again to renew the certificate.
renewal-there = Go to the present one
renewal-revoked = This certificate was revoked and cannot be renewed. Ask DGA Contact Center, 02 612 6060.
renewal-never-ends = This certificate never ends, so there is no need to renew it.
renewal-early = It is too early to renew this certificate. You can from {$day}.
renewal-already = You have already begun to renew this certificate. See it under My learning.
act-certificate-renewal = Course begun again to renew a certificate
act-certificate-ends = Holder told that a certificate ends
mail-renewal-ends-subject = Your certificate for “{$course}” is valid until {$last}
mail-renewal-ends-body = Dear {$name},

    Your certificate {$number} for “{$course}” is valid until {$last}.

    To earn a new one, take the course again as it is now. The present certificate stays valid until its last day. Begin here:

    {$url}
mail-renewal-last-day-subject = Today is the last day of your certificate for “{$course}”
mail-renewal-last-day-body = Dear {$name},

    Today, {$last}, is the last day on which your certificate {$number} for “{$course}” is valid.

    You can renew it at any time by taking the course again as it is now:

    {$url}
mail-renewal-ended-subject = Your certificate for “{$course}” has expired
mail-renewal-ended-body = Dear {$name},

    Your certificate {$number} for “{$course}” was valid until {$last} and has expired.

    You can renew it at any time by taking the course again as it is now:

    {$url}
holiday-source-required = Say where this day is known from, such as the date or number of the cabinet’s resolution.
holiday-source-hint = Date or number of the cabinet’s resolution, or the announcement that set this day
holiday-long = This is too long. At most 300 characters.
holiday-kind = Kind
holiday-kind-unknown = Choose the kind of holiday.
kind-holiday-fixed = Same day every year
kind-holiday-lunar = By the moon, or announced for the year
kind-holiday-substitute = Substitution day
kind-holiday-cabinet = Cabinet resolution
holiday-substitutes = Stands for
holiday-substitutes-when = (substitution days only)
holiday-substitutes-hint = The holiday on a Saturday or Sunday, such as 31 May 2026
holiday-substitutes-required = Say for which holiday this day stands.
holiday-substitutes-needless = Only a substitution day stands for another one. Empty this field, or change the kind.
holiday-substitutes-weekday = The day it stands for must be a holiday on a Saturday or Sunday.
holiday-substitutes-order = A substitution day must be a Monday to Friday after the day it stands for.
holiday-substitutes-unknown = That day is no holiday in the calendar. Add it first.
holiday-stands-for = stands for {$day}
holiday-is-substituted = A substitution day stands for this day. Remove that one first.
holiday-changed-since = Somebody changed this holiday after you opened the page. Look at the history below, then save again.
holiday-why = Reason for the change
holiday-why-hint = Shown in the history
holiday-why-required = Give a reason; it is shown in the history.
holiday-change = Change
holiday-change-lead = Every change is kept in the history. If the day itself moves, add the new one and remove this one.
holiday-save = Save
holiday-remove = Remove this holiday
holiday-remove-why = Reason for the removal
holiday-history = History
holiday-history-none = Nobody has changed the holidays of this year.
holiday-version = version {$n}
event-holiday-shipped = Shipped
event-holiday-added = Added
event-holiday-changed = Changed
event-holiday-removed = Removed
holiday-incomplete = incomplete
holiday-year-whole = The holidays of {$year} are complete by the usual rules
holiday-year-lacks = The holidays of {$year} are not complete
holiday-gap-fixed = The yearly holiday on {$day} is missing
holiday-gap-lunar = Of {$m} days by the moon, the Ploughing Ceremony among them, {$n} are there
holiday-gap-substitute = {$day} falls on a weekend and has no substitution day
act-holiday-changed = Government holiday changed
