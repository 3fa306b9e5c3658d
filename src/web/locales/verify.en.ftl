# Verifying, revoking and reissuing certificates.
verify-masked = Part of the name on this page is hidden
verify-masked-text = Several numbers that do not exist were looked up from this network within a short time, so the name is hidden. If you have the certificate in hand, type the family name on it, or send the PDF to be compared, and you will see the whole name.
verify-family-name = Family name of the holder
verify-family-name-wrong = This family name is not the one on record. Compare it with the document letter by letter and try again.
verify-unmask = Show the whole name
verify-signed = Files of certificates from this system carry a digital signature.
verify-unsigned = Files of certificates from this system are unsigned: they carry no digital signature. Go by what this page says.
verify-paper = What is printed
verify-record = On record, not on the paper
verify-course-en = Course title in English
state-undone = Taken back
verdict-undone = The approval of this certificate was taken back; it was never in force
certificate-office = Approved by
certificate-decided-officer = Considered by an officer
certificate-decided-rule = Approved by the course’s automatic rule
certificate-replaces = Issued in place of
certificate-replaced-by = Replaced by
certificate-see-new = See the certificate in its place
certificate-manage = For officers
certificate-revoked-error = Issued in error
certificate-revoked-fraud = Obtained dishonestly
certificate-revoked-replaced = A new one was issued in its place
certificate-revoked-undone = The approval was taken back
certificate-revoked-other = Another reason

# A file set beside the record
compare-title = Verify by PDF file
compare-lead = Send the file of a certificate to be compared with the record, field by field. It is looked at and thrown away; nothing of it is kept.
compare-file = File of the certificate
compare-file-hint = PDF, up to 2 MB. Choose it, or drop it here.
compare-file-needed = No file was chosen. Choose the PDF to be verified.
compare-file-too-large = This file is larger than {$mb} MB. Files of certificates from this system are much smaller. Choose the one that was downloaded from this system, or type the number on the document instead.
verify-number-long = The number of a certificate has 29 characters. This is much longer; check it and type it again.
verify-number-needed = Type the number that is printed on the certificate.
verify-family-name-needed = Type the family name.
compare-go = Compare with the record
compare-own-file = Compare a PDF with the record
compare-table = Field by field
compare-field = Field
compare-record = On record
compare-shown = In the file
compare-outcome = Outcome
compare-reads-same = Text matches
compare-seen-may-differ = This compares the words that a program reads in the file. What is seen in it may differ.
compare-unread-part = Something in this file cannot be read, and may lie on top of its words.
compare-covered-by-words = Other words lie over this field
compare-covered = Something else lies over this field
compare-differs = Differs
compare-missing = Not in the file
compare-unreadable = Cannot be read
compare-added = Words that were added
compare-address = Address for verifying
compare-signer = Signatory
compare-rest = Other words
compare-register = What is on record
compare-disguised = This file shows one text and hides another to be copied. Below, what can be seen is compared.
compare-data-looked = The data inside the file was compared too.
compare-kept-nothing = The file that you sent was not kept.
compare-unsigned = This file carries no digital signature.
compare-signature-intact = The digital signature is intact, by {$signer}.
compare-signature-added = The digital signature of {$signer} is intact, but something was added to the file after it.
compare-signature-broken = The digital signature does not fit: the file was changed after it, or it was made with a key unknown here.
verdict-file-issued = This is exactly the file that was issued, byte for byte
verdict-file-issued-text = This system issued the file, and nothing in it was changed.
verdict-file-resaved = This is not the file that was issued
verdict-file-resaved-text = It was saved or printed anew. A program reads the same words in it as on record, but what is seen may differ. Go by the record below, or ask for the file as downloaded from this system.
verdict-file-tampered = This is not the file that was issued: it was changed or saved anew after signing
verdict-file-tampered-text = Do not take this file as evidence: what is seen in it may differ from the words that a program reads. Its holder may merely have saved or printed it anew, without meaning to change anything. Ask for the file as downloaded from this system, or go by the record below.
verdict-file-altered = This file was altered
verdict-file-altered-text = The fields that are marked are not as on record. Do not take this file as evidence.
verdict-file-another = Another file that claims this number
verdict-file-another-text = This file bears the number of a certificate of this system, but it is another document altogether. Do not take it as evidence.
verdict-file-unread = Not all words of this file can be read
verdict-file-unread-text = It may be a scanned picture, hold a picture or something else that cannot be read, or use such a font. Compare the document with the record by eye.
verdict-file-unknown = The number in this file is not on record
verdict-file-unknown-text = There is no certificate {$number}. This system did not issue the document.
verdict-file-foreign = This is no certificate of this system
verdict-file-foreign-text = No certificate number was found in the file. If it is a scanned picture, type the number on the document instead.
verdict-file-empty = This file is empty
verdict-file-empty-text = Please choose the file again.
verdict-file-not-pdf = This file is no PDF
verdict-file-not-pdf-text = We look at what is inside, not at the name. Choose the PDF that was downloaded from this system, or type the number on the document instead.
verdict-file-locked = This file has a password
verdict-file-locked-text = Certificates of this system have none, so this is not the file that was issued. You can type the number on the document instead.
verdict-file-broken = This file is damaged or incomplete
verdict-file-broken-text = It may have been cut on its way. Ask the holder for it again, or type the number on the document instead.
verdict-file-too-heavy = This file is too complex to be a certificate
verdict-file-too-heavy-text = We stopped reading to be safe. It is not the file that was issued. You can type the number on the document instead.

# Revoking and issuing in the place of another
revocation-lead = This cannot be taken back. The cause and the reason are shown on the public page, and the holder is told by email.
revocation-code = Cause
revocation-code-needed = Choose the cause.
revocation-reason-hint = Shown to the public; leave out personal data that is not needed.
revocation-or-reissue = If something printed is wrong or the holder’s name has changed, issue a new one in its place; the old one is revoked with it.
reissue = Issue in its place
reissue-lead = Issues a new, right certificate and revokes the old one at once. The old one stays findable and leads to the new one.
reissue-table = What is printed, and what would be instead
reissue-old = Old
reissue-new = New
reissue-changed = Changed
reissue-keeps = The day of issue, the validity and the score stay as they are; the number is new.
reissue-nothing = What is on record now is the same as what is printed. There is nothing to put right.
reissue-own = You cannot replace your own certificate. Ask another officer.
reissue-confirm = Issue a new one and revoke the old? The old one cannot be restored.
reissue-for-two = Two officers decide this course. Once you have sent this, another officer has to confirm before the new one is issued.
reissue-wanted-by = {$name} has asked to replace this certificate. Another officer has to confirm.
reissue-you-confirm = Look at what would change. If you agree, issue it: the new one is issued at once.
reissue-second-officer = You have asked for this already. Another officer has to confirm.
notice-reissue-wanted = Kept. The other officers were asked to confirm; until one does, the old certificate stays valid.
act-certificate-reissue-wanted = Asked to replace a certificate; a second officer is to confirm
mail-reissue-wanted-subject = Please confirm the replacement of certificate {$number}
mail-reissue-wanted-body = Dear {$name},

    {$officer} has asked to replace the certificate {$number}. Two officers decide this course.
    Please look at what would change and confirm here:

    {$url}
notice-reissued = A new certificate was issued, the old one revoked, and the holder told by email.
act-certificate-reissued = Certificate issued in place of another
act-certificates-asked = Archive of certificates asked for
act-certificates-ready = Archive of certificates ready
act-certificates-taken = Archive of certificates downloaded
act-certificates-forgotten = Archive of certificates deleted
mail-certificate-revoked-subject = Your certificate “{$course}” was revoked
mail-certificate-revoked-body = Dear {$name},

    The certificate {$number} of the course “{$course}” was revoked, for this reason:

    {$reason}

    See it here:

    {$url}

    If you have a question or object, please contact DGA Contact Center.
mail-certificate-reissued-subject = A new certificate “{$course}” was issued in place of yours
mail-certificate-reissued-body = Dear {$name},

    Your certificate of the course “{$course}” was replaced by a new one, {$new_number}, for this reason:

    {$reason}

    The old one, {$number}, was revoked and can no longer be used. See and print the new one here:

    {$url}

# All certificates of a course in one archive
bundle-title = Certificates of the course
bundle-link = Download the certificates of this course
bundle-lead = Download all certificates that were not revoked as one file, with a list for Excel.
bundle-month = Month of issue
bundle-any-month = Any month, or the days below
bundle-month-count = {$month} ({$count})
bundle-days = Or by day of issue
bundle-from = From
bundle-to = To
bundle-day-hint = Such as 1 April 2026
bundle-count = Count
bundle-found = What you chose
bundle-size = About this large
bundle-recorded = Who downloads how many is recorded, and the file is kept for 24 hours.
bundle-ask = Make the file
bundle-none = No certificate was issued within this time.
bundle-none-yet = No certificate of this course was issued yet
bundle-none-yet-text = When requests are approved, their certificates are shown here.
bundle-too-many = These are too many for one file. Choose a shorter time.
bundle-month-wrong = This month cannot be read. Choose it from the list.
bundle-ends-before = The last day is before the first.
bundle-own = Files you asked for
bundle-asked-at = Asked
bundle-asked = Asked {$when}
bundle-being-made = The file is being made
bundle-progress = {$done} of {$total} certificates are in it
bundle-wait = You may close this page. We write to you when the file is ready.
bundle-look = See how far it is
bundle-ready = The file is ready
bundle-holds = It holds { $count ->
        [one] {$count} certificate
       *[other] {$count} certificates
    }.
bundle-until = You can download it until {$when}.
bundle-download = Download (ZIP, {$size})
bundle-resume = If the download breaks off, let your browser go on with it; it need not begin anew.
bundle-gone = This file is past its day, or not ready yet. Ask for it again on the page of the course’s certificates.
mail-bundle-ready-subject = The file of certificates is ready
mail-bundle-ready-body = Dear {$name},

    The file with { $count ->
        [one] {$count} certificate
       *[other] {$count} certificates
    } can be downloaded until {$when}.

    {$url}
certificate-revoked-ask = If you think this is wrong, contact the DGA Contact Center, tel. 02 612 6060, and give the number of the certificate.
