# Mail domains: what to do about a record
dns-missing = There is no {$type} record at {$name} yet. Add the expected value.
dns-missing-doubled = The record stands at {$name}: the DNS panel has added the domain a second time. Enter only the part of the name before the domain.
dns-too-slow = The DNS servers took too long to answer. We will ask again; nothing you have entered is wrong for that reason.
dns-out-of-step = The server {$server} still gives the old record (serial {$serial}; {$other} has {$newer}). Wait for the zone transfer, or check that it works.
dns-servers-differ = The servers {$server} and {$other} answer differently. All servers of a domain must give the same records.
dns-remembered = Others may still see an earlier value for up to { $minutes ->
        [one] {$minutes} minute
       *[other] {$minutes} minutes
    }.
dns-wildcard = A wildcard record answers for every name under {$domain}. Make sure that it is meant.
dns-server-silent = The server {$server} did not answer in time. Nothing is known about the record; we will ask again.
dns-server-closed = The server {$server} cannot be reached. Nothing is known about the record; we will ask again.
dns-server-refuses = The server {$server} refuses to answer for this domain. Check the zone on that server and its access rules.
dns-server-fails = The server {$server} answers with an error (SERVFAIL). Check the zone on that server.
dns-server-lame = The server {$server} is named for this domain but does not hold its zone. Correct the NS records or the server.
dns-no-server = No name server can be found for {$server}. Check that the domain is registered and delegated.

# Mail domains: ownership
dns-ownership-claimed = The record holds a token from another agency’s request for this domain. Contact the officer so that the two requests can be settled.
dns-ownership-old = The record holds an old token. Replace it with the expected one.
dns-ownership-other = The record holds another text: “{$found}”. Add the expected token.
dns-ownership-wildcard = The answer comes from the wildcard record *.{$domain}, which proves nothing. Add the token at the exact name shown.

# Mail domains: MX
dns-mx-null = The MX record says that the domain takes no mail (“.”). Replace it with the expected records.
dns-mx-dot-lost = The MX record leads to {$target}: the final dot is missing. Enter “{$host}.” with the dot at the end.
dns-mx-address = The MX record leads to the address {$target}. An MX record must lead to a host name.
dns-mx-alias = The MX record leads to {$target}, which is an alias (CNAME). Lead it directly to the expected hosts.
dns-mx-no-address = The MX record leads to {$target}, which has no address. Lead it to the expected hosts.
dns-mx-foreign = Mail for the domain goes elsewhere: {$found}. Change the MX records to the expected ones when the mailboxes are ready to move.
dns-mx-mixed = The MX records lead to us and also to {$foreign}, so mail would be split between two systems. Remove the others.
dns-mx-fewer = There is no MX record for {$absent}. Mail arrives, but with fewer hosts to fall back on.

# Mail domains: SPF
dns-spf-several = There are {$count} SPF records. Receivers then reject all of them: merge them into one.
dns-spf-version = A text looks like SPF but receivers do not read it: “{$found}”. It must begin with exactly “v=spf1” and a space.
dns-spf-unknown = Receivers do not know “{$term}” in the SPF record and reject all of it. Correct or remove it.
dns-spf-syntax = “{$term}” in the SPF record is not written correctly, so receivers reject all of it. Correct it.
dns-spf-all-pass = The SPF record ends in “+all” or “all”, which lets anyone send as this domain. End it with “-all”.
dns-spf-open = The SPF record has no end. Add “-all” as its last term.
dns-spf-lookups = This SPF needs {$count} look-ups; receivers allow 10 and reject the record. Remove includes that are no longer used.
dns-spf-voids = { $count ->
        [one] {$count} look-up
       *[other] {$count} look-ups
    } of this SPF find nothing; receivers allow 2 and reject the record. Remove the names that no longer exist.
dns-spf-include-term = The SPF of {$name}, which this record includes, has a mistake in “{$term}”. Remove the include or have it corrected.
dns-spf-include-nothing = This SPF includes {$name}, which has no SPF record. Remove it or correct the name.
dns-spf-include-several = This SPF includes {$name}, which has more than one SPF record. Remove it or have it corrected.
dns-spf-include-loop = This SPF includes {$name}, which leads back to itself. Remove it.
dns-spf-not-included = The SPF record does not cover our servers. Add “include:{$name}” before “all”.
dns-spf-not-covered = Mail from our server {$address} does not pass the SPF record. Put the include of our servers before the terms that exclude it.
dns-spf-silent = The SPF could not be evaluated: {$name} did not answer. We will ask again.
dns-spf-part-silent = {$name}, to which the SPF record leads, did not answer, so that part was not checked.
dns-spf-neutral = The SPF record ends in “?all”, which protects nothing. “-all” is better.
dns-spf-ptr = The SPF record uses “ptr”, which the standard advises against and some receivers skip.
dns-spf-macro = The SPF record uses macros. That part was not checked.

# Mail domains: DKIM
dns-dkim-several = There are {$count} records at this name. Keep only the expected one.
dns-dkim-syntax = “{$part}” in the DKIM record is not written correctly. Copy the expected value again.
dns-dkim-version = The DKIM record must begin with “v=DKIM1”. Copy the expected value again.
dns-dkim-no-key = The DKIM record has no key (p=). Copy the expected value again.
dns-dkim-revoked = The key in the DKIM record is empty, which means revoked. Copy the expected value again.
dns-dkim-narrow = The DKIM record limits the key to another algorithm, hash or service. Copy the expected value again.
dns-dkim-testing = The DKIM record says “t=y”, testing, so receivers may ignore the signature. Remove “t=y”.
dns-dkim-stray = There are characters in the DKIM key that do not belong to it, such as quotation marks. Copy the expected value again.
dns-dkim-cut = Part of the DKIM key is missing. Enter both strings of the key in full, in one record.
dns-dkim-short = The DKIM key is shorter than 2048 bits. Copy the expected value.
dns-dkim-other = The DKIM record holds another key. Copy the expected value.

# Mail domains: DMARC
dns-dmarc-several = There are {$count} DMARC records, and receivers ignore all of them. Keep one.
dns-dmarc-version = Receivers do not read “{$found}” as DMARC. It must begin with “v=DMARC1”.
dns-dmarc-syntax = “{$part}” in the DMARC record is missing or not written correctly. Correct it.
dns-dmarc-relaxed = Domains under the government’s zone need “adkim=s; aspf=s”, or one agency could send as another.
dns-dmarc-weaker = The DMARC policy is weaker than this zone asks. Use p=reject, without a weaker sp or pct.
dns-dmarc-none = The DMARC policy is “none”: forged mail is reported but not stopped. Raise it to “quarantine” and then “reject” once the reports are clean.
dns-dmarc-partly = The DMARC policy holds only for part of the mail or not for subdomains (pct, sp).
dns-dmarc-no-reports = The DMARC record names no address for reports (rua).

# Mail domains: encryption and mail programs
dns-reports-several = There are several records at {$name}. Keep only the expected one.
dns-reports-syntax = “{$part}” in the record at {$name} is not written correctly. Copy the expected value.
dns-reports-version = The record holds “{$found}”. It must begin with “v={$version}”.
dns-mta-sts-id = The id of the MTA-STS record is missing or wrong: 1 to 32 letters and digits.
dns-mta-sts-not-fetched = The policy behind the MTA-STS record was not fetched.
dns-tls-rpt-rua = The TLS-RPT record has no valid address for reports (rua).
dns-elsewhere = {$name} leads elsewhere: {$found}. Change it to the expected value, or remove it.

# Mail domains: publishing
dns-publish-not-ours = The record {$name} ({$type}) is not one that this system may write. Nothing was sent.
dns-publish-unreadable = The value of the record {$name} ({$type}) cannot be read. Nothing was sent.
dns-publish-refused = The DNS server refused the update ({$code}). Check the TSIG key, its rights at the server, and both clocks.
dns-publish-unreachable = The DNS server did not answer the update. It can safely be sent again.
dns-publish-failed = The DNS server did not take the update ({$code}).
