# People: appointments, invitations, two accounts of one person
people-area = People
people-where = Where you are
people-operator = Digital Government Development Agency (DGA)
people-appointments = Appointments
people-appointments-lead = Who has which role, since when and by whom. A role is granted when an invitation is accepted, and ends at once.
people-invite = Invite somebody
people-every-role = Every role
people-filter = Filter
people-overdue = { $count ->
    [one] One appointment has not been confirmed for more than a year. Please confirm or end it.
   *[other] {$count} appointments have not been confirmed for more than a year. Please confirm or end each.
  }
people-appointed = Appointed
people-none = Nobody has this role
people-none-text = Choose another role, or invite somebody.
people-since = Since
people-by = Granted by
people-by-server = The server's command line
people-last-log-in = Last log-in
people-never = Never
people-to-confirm = To be confirmed
people-open = Open
people-invitations = Invitations not accepted yet
people-invitations-none = There is none.
people-until = Link lasts until
people-waiting = Waiting for an answer
people-expired = Link has expired
people-send-again = Send again
people-withdraw = Withdraw
people-withdraw-confirm = Withdraw the invitation of {$name}? The link in the letter ends at once.
people-agency = Agency
people-confirm-by = To be confirmed by
people-own-role = Nobody grants, confirms or ends a role of their own. Please ask another system administrator.
people-still-needed = Is this role still needed?
people-still-needed-text = Each appointment is confirmed once a year by somebody other than its holder.
people-confirm = Confirm for another year
people-end-title = End this appointment
people-end-text = It ends at once, also where the person is logged in now. The person gets a letter with your reason.
people-end-main = This is the agency's main administrator. Its successor is named by a workD request of the agency.
people-end-hint = Stands in the letter to the person
people-end = End the appointment
people-end-confirm = End the appointment of {$name} at once?
people-last-admin = This is the last system administrator. Please appoint another one first.
people-no-appointment = There is no such appointment, or it has ended. Please look at the list again.
people-no-invitation = This invitation cannot be used: it was accepted or withdrawn, a newer letter was sent, or its seven days are over. Please ask whoever invited you for a new letter.
people-invite-lead = The person gets a letter with a link that lasts 7 days. The role is granted when it is accepted.
people-role-hint = An agency's main mail administrator is not invited here but named on a workD request.
people-choose-role = Choose a role
people-role-required = Please choose a role from the list.
people-agency-hint = Only for an agency's coordinator, requester, administrator or helper
people-agency-required = This role is held within an agency. Please name the agency.
people-agency-none = This role belongs to the operator. Please leave the agency empty.
people-agency-unknown = No agency has this name. Please choose one from the list.
people-email-hint = The letter goes there, and the account that accepts has this address
people-send = Send the invitation
people-appointed-already = This person has the role already.
people-invited-already = This address is invited to the role already. Send the letter again or withdraw that invitation first.
people-email-closed = The account of this address was closed. Please use the person's other address.
people-invitation = Invitation
people-invitation-lead = You are invited to this role. It is granted when you accept.
people-for = For
people-accept = Accept the role
people-other-account = This invitation is for another account than the one logged in here. Please log out, then open the link in the letter again.
people-log-in-first = You have an account with this address. Please log in, then accept.
people-join = Set the password and accept
notice-people-invited = The invitation was sent. The role is granted when it is accepted.
notice-people-sent-again = A new letter was sent. The link in the one before has ended.
notice-people-withdrawn = The invitation was withdrawn.
notice-people-ended = The appointment has ended, and the person was told.
notice-people-confirmed = Confirmed for another year.
notice-people-accepted = You have accepted the role.
people-merges = Two accounts of one person
people-merges-lead = When somebody has signed up twice, the two accounts can be made one. What was learnt and the certificates move to the account that remains. This can be undone for 30 days.
people-merge-first = E-mail of one account
people-merge-second = E-mail of the other account
people-merge-compare = Set side by side
people-merge-pair = The two accounts
people-merge-remains = Account that remains
people-merge-closes = Account to be closed
people-verification = Identity
people-not-verified = Not verified
people-created = Account made
people-courses = Courses
people-certificates = Certificates
people-requests = Requests for the mail service
people-roles = Roles (these do not move)
people-merge-cannot = These two accounts cannot be made one.
people-merge-own = One of the two is your own account. Please ask another officer.
people-merge-two-numbers = The two accounts gave different citizen ids, so they count as two people. If one of them was mistyped, let its owner be verified at a desk first.
people-merge-two-people = Both are verified, and not with the same citizen ID: these are two people.
people-merge-appointed = The account to be closed has the role “{$role}”. A role does not move: please have it ended, and granted anew to the account that remains.
people-merge-same-citizen = Both accounts gave the same citizen ID.
people-merge-other-citizen = The two accounts gave different citizen IDs. Make sure that they belong to one person before you go on.
people-merge-unknown-citizen = At least one account gave no citizen ID. Make sure that they belong to one person before you go on.
people-merge-unknown = No account has exactly this e-mail.
people-merge-closed = This account was closed.
people-merge-same = These are the same account. Please give two different e-mails.
people-merge-pending = The account to be closed asks for a certificate in a course that both took. Please have that request decided first.
people-merge-reason-hint = How you know that both belong to one person; kept in the record
people-merge-what = Nobody can log in to the closed account any more, and its e-mail becomes a former address. Both addresses get a letter.
people-merge-do = Make one account of them
people-merge-confirm = Close the account {$email} and move what it holds?
people-merge-past = Made so far
people-merge-past-none = There is none.
people-merge-former = Former address
people-merge-when = Made
people-merge-was-undone = Undone
people-merge-one = Two accounts made one
people-merge-by = By
people-merge-moved = Moved
people-moved-enrolment = Courses:
people-moved-progress = Lessons brought together:
people-moved-certificate = Certificates:
people-moved-certificate-request = Requests for certificates:
people-moved-request = Requests for the mail service:
people-moved-consent = Consents:
people-merge-undone-at = Undone on {$at}.
people-merge-undo-title = Undo
people-merge-undo-text = Until {$until} everything that moved can go back, and the closed account can be opened again. What was learnt since stays with the account that remained.
people-merge-undo = Undo
people-merge-undo-confirm = Move everything back and open the closed account again?
people-merge-too-late = More than 30 days have passed, so this can no longer be undone.
people-merge-on = The remaining account has been merged into another one since. Please undo that first.
people-merge-undone = This was undone already.
people-merge-none = There is no such merge.
notice-people-merged = The two accounts are one now. Both addresses were told.
notice-people-unmerged = Undone: both accounts are open again.
act-invitation-sent = Invited to a role
act-invitation-sent-again = Letter of an invitation sent again
act-invitation-withdrawn = Invitation withdrawn
act-invitation-accepted = Invitation accepted
act-membership-confirmed = Appointment confirmed
act-person-merged = Two accounts made one
act-person-unmerged = Merge undone
act-person-closed = Account closed
act-person-reopened = Account opened again
mail-people-invited-subject = You are invited as {$role}
mail-people-invited-body = Dear {$name},

    You are invited to the role “{$role}” at {$place}. To accept, please open this link. It works once, until {$until}.

    {$url}

    Please do not pass this letter on. If you were not meant, please leave it unanswered and tell DGA Contact Center.
mail-people-withdrawn-subject = The invitation as {$role} was withdrawn
mail-people-withdrawn-body = Dear {$name},

    The invitation to the role “{$role}” at {$place} was withdrawn. The link in the earlier letter no longer works. There is nothing you need to do.
mail-people-ended-subject = Your role as {$role} has ended
mail-people-ended-body = Dear {$name},

    Your role “{$role}” at {$place} has ended as of now, for this reason:

    {$reason}

    Your own courses and certificates stay as they are. If this is not right, please tell DGA Contact Center.
mail-people-merged-subject = Your two accounts are one now
mail-people-merged-body = Dear {$name},

    An officer has made your two accounts one. Please log in with {$remaining} from now on. The account {$former} is closed; its courses and certificates are in the account that remains.

    {$url}

    If this is not right, please tell DGA Contact Center within 30 days, and it will be undone.
mail-people-unmerged-subject = Your two accounts are separate again
mail-people-unmerged-body = Dear {$name},

    The merge of the accounts {$remaining} and {$former} was undone. You can log in to either again.

    {$url}
