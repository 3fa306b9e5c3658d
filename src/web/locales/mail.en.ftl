# Letters about a request
mail-request-received-subject = Your workD request {$number} was received
mail-request-received-body = Dear requester,

    We have received the request {$number} of {$agency} for the workD Platform. It counts as received on {$received}. We will consider it within 5 working days, by {$due}.

    There is nothing you need to do meanwhile. See how it stands here:

    {$url}
mail-request-received-no-date-subject = Your workD request {$number} was received
mail-request-received-no-date-body = Dear requester,

    We have received the request {$number} of {$agency} for the workD Platform and will consider it within 5 working days. The day it is due will be shown once the government holidays of the year concerned are known.

    There is nothing you need to do meanwhile. See how it stands here:

    {$url}
mail-request-due-moved-subject = Your request {$number} is due on another day
mail-request-due-moved-body = Dear requester,

    Government holidays have changed. Your workD request {$number}, which takes 5 working days to consider, is therefore due {$due}.

    There is nothing you need to do. See how it stands here:

    {$url}
mail-request-approved-subject = Your workD request {$number} is approved
mail-request-approved-body = Dear requester,

    Your workD request {$number} is approved:

    Domain: {$domain}
    Accounts of workD Mail: {$mail}
    Accounts of workD Conference: {$conference}

    We will open the service and tell the agency’s administrator within 1 working day. There is nothing you need to do meanwhile. See the details here:

    {$url}
mail-request-approved-own-subject = Request {$number} is approved: please set the DNS of {$domain}
mail-request-approved-own-body = Dear requester,

    Your workD request {$number} is approved:

    Domain: {$domain}
    Accounts of workD Mail: {$mail}
    Accounts of workD Conference: {$conference}

    The next step is yours. Please have whoever manages the domain set its DNS records as shown here:

    {$url}

    We check the records ourselves. When all are right, we will open the service and tell you within 1 working day.
mail-request-returned-subject = Your workD request {$number} was returned
mail-request-returned-body = Dear requester,

    We have considered your workD request {$number} and return it to you to be corrected:

    {$reason}

    Please correct it and send it again here:

    {$url}

    The 5 working days begin anew when you send it.
mail-request-waiting-subject = Your workD request {$number} waits for the budget
mail-request-waiting-body = Dear requester,

    Requests are considered within the budget allotted to the service. Your request {$number} therefore has to wait. The reason:

    {$reason}

    There is nothing you need to do. We will consider it again when the budget changes. See how it stands here:

    {$url}
mail-request-rejected-subject = Your workD request {$number} was not approved
mail-request-rejected-body = Dear requester,

    Your workD request {$number} was not approved. The reason:

    {$reason}

    See the details here:

    {$url}

    When the reason no longer holds, you can send a new request. If you have questions, contact DGA Contact Center.
mail-request-changed-subject = Your change request {$number} is approved
mail-request-changed-body = Dear requester,

    Your request {$number} for a change of the workD service is approved.

    See the details here:

    {$url}
mail-letter-received-subject = Documents for your request {$number} came by email
mail-letter-received-body = Dear requester,

    Documents came to us by email and are kept with your workD request {$number}. Number of files: {$files}.

    If the request is not sent yet, see what is still missing, fill it in and send it here:

    {$url}

    If your agency did not send these documents, please tell DGA Contact Center.
mail-letter-without-scan-subject = The letter about your request {$number} had no signed scan
mail-letter-without-scan-body = Dear requester,

    We have received a letter about your workD request {$number}, but no signed scan came with it.

    If one was meant to come, please answer again with a PDF or a picture of up to 20 MB, or send the file on the page of the request:

    {$url}

# Letters about a domain
mail-admin-invited-subject = You are invited as {$role} of {$domain}
mail-admin-invited-body = Dear {$role} of {$agency},

    You have been named {$role} of the domain {$domain} on the workD Platform. Please open this link to begin. If it asks for a password, it works once, within 14 days.

    {$url}

    Please do not pass this letter on. If you were not meant, please tell DGA Contact Center.
mail-domain-ready-subject = The DNS settings of {$domain} are complete
mail-domain-ready-body = Dear {$name},

    All DNS settings of the domain {$domain} are right. We will open the service and tell you within 1 working day. There is nothing you need to do meanwhile. See how it stands here:

    {$url}
mail-domain-opened-subject = workD is open for {$domain}: your accounts
mail-domain-opened-body = Dear {$name},

    The workD service is open for the domain {$domain}. Accounts that your agency may have: {$accounts}. Please manage the domain and its accounts here:

    {$url}

    Your own mail account: {$own}

    The official mailbox for letters is saraban@{$domain}. Please choose its password by this link within 14 days; it works once.

    {$saraban}

    Please check the identity of each officer before you give an account, and keep passwords secret.
mail-dns-broken-subject = The DNS settings of {$domain} have changed: please correct them
mail-dns-broken-body = Dear {$name},

    DNS records of the domain {$domain} that were right are not any more: {$records}. Your agency may be unable to receive or send letters. Please have whoever manages the domain correct them as shown here:

    {$url}

    We go on checking, and will tell you when all are right.
mail-dns-mended-subject = The DNS settings of {$domain} are right again
mail-dns-mended-body = Dear {$name},

    All DNS records of the domain {$domain} are right again. There is nothing you need to do. See the details here:

    {$url}
mail-domain-suspended-subject = workD is suspended for {$domain}
mail-domain-suspended-body = Dear {$name},

    We have suspended the workD service of the domain {$domain} at once. The reason:

    {$reason}

    Nobody can log in meanwhile, but all letters are kept. Please contact DGA Contact Center to explain or to have the service resumed.
mail-domain-resumed-subject = workD is resumed for {$domain}
mail-domain-resumed-body = Dear {$name},

    The workD service of the domain {$domain} is resumed and works as before. Whoever was logged out can log in again.
mail-domain-cancelled-subject = The cancellation of workD for {$domain} is approved
mail-domain-cancelled-body = Dear administrator,

    The request {$number} to cancel the service of the domain {$domain} is approved.

    Last day to log in: {$last}
    Letters are deleted and the domain is closed: {$closes}

    Please let everyone save the letters that they need before the last day. You can download the list of the domain’s accounts here:

    {$url}

    If the domain is your agency’s own, please lead its DNS records to your new system before it is closed.
mail-review-due-subject = Please review the accounts of {$domain}
mail-review-due-body = Dear {$name},

    It is time to review the accounts of the domain {$domain}; the review is due {$due}. Please confirm the accounts that are still needed, and suspend those of people who have left their duty, here:

    {$url}

# Letters to the holders of accounts
mail-account-invited-subject = Your mail account {$address}: please choose a password
mail-account-invited-body = Dear {$name},

    {$agency} has made the mail account {$address} for you. Please open this link within 14 days to choose a password and begin; it works once.

    {$url}

    Nobody but you knows the password. Please do not pass this letter on. If the link has expired, ask your agency’s administrator.
mail-account-reset-subject = A new password for {$address}
mail-account-reset-body = Dear {$name},

    Someone asked to set a new password for the mail account {$address} of {$agency}. Please open this link within 24 hours to choose it; the link works once.

    {$url}

    If it was not you, do nothing: your password stays as it is. If it happens again, tell your agency’s administrator.
mail-domain-opened-relay-subject = Mail relay is open for {$domain}
mail-domain-opened-relay-body = Dear {$name},

    Mail relay is open for the domain {$domain}: letters to it are passed on to your agency's own server. Please look at its settings here:

    {$url}
mail-admin-added-subject = Your agency has one administrator more
mail-admin-added-body = Dear {$name},

    DGA approved another request of your agency, with {$who} as one administrator more. You remain the main administrator. If this is not right, please end the appointment on the page of your domain's administrators.

    {$url}
