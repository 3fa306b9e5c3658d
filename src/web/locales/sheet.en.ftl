# Phone numbers
phone-empty = The phone number is missing. Type it, for example 0 2612 6060.
phone-character = “{$character}” cannot be part of a phone number. Type digits only, for example 0 2356 9999 ต่อ 8810.
phone-length = The phone number has {$has} digits, but a number that begins like this has {$needed}. Check it.
phone-no-such-number = No phone number begins like this. Type it from the 0 on, for example 0 2612 6060 or 08 1234 5678.
phone-foreign = Only phone numbers in Thailand are accepted. Type a number that begins with 0 or +66.
phone-several-numbers = This is more than one phone number. Type a single number, and put “ext.” before an extension.
phone-extension-length = An extension is longer than 6 digits. Put commas between several extensions, for example ext. 8810, 8829.
phone-extension-range = The range of extensions lacks one end or is reversed. Type the lower number first, for example ext. 8810-8812.
phone-too-many-extensions = There are more than 20 extensions. Type only those that people should call.

# The part of an address before the @
local-part-empty = The user name is missing. Type it, for example kanda.j.
local-part-space = The user name has a space. Remove it or put a dot in its place, for example kanda.j.
local-part-character = “{$character}” cannot be part of a user name. Use only a–z, 0–9, dot, underscore and hyphen.
local-part-long = The user name is longer than {$most} characters. Shorten it.
local-part-dot = A user name cannot begin or end with a dot, nor have two dots in a row. Change it, for example kanda.j.

# A sheet of mail accounts
sheet-too-large = The file is larger than 16 MB. Split it into several files, each with the row of headings.
sheet-workbook = The file is a spreadsheet workbook. Save it as CSV UTF-8 and send it again.
sheet-encoding = The letters in the file cannot be read. Save it as CSV UTF-8 and send it again.
sheet-empty = The file is empty. Put headings into the first row, and one account into each row below.
sheet-too-wide = The file has more than {$most} columns, or a line too long for a table. Delete the columns that are not needed and save it as CSV UTF-8.
sheet-row-long = This row is too long. Check its quotation marks ("), or delete text that is not needed.
sheet-column-twice = The columns “{$first}” and “{$second}” both mean “{$column}”. Keep only one of them.
sheet-columns-missing = These columns are missing: {$columns}. Add them to the first row, with first and last names in two columns.
sheet-identity-missing = Identities must be checked before accounts are given. Add the columns {$columns}, or state one check for all rows.
sheet-quotes = A quotation mark (") in this row is never closed, so everything after it lies in one cell. Correct it and send the file again.
sheet-too-many-cells = This row has more cells than there are headings. Check for a separator too many.
sheet-too-many-rows = The file has more than {$most} rows, and none from here on was read. Split it into several files, each with the row of headings.
sheet-required = “{$column}” is missing. Fill it in and send the file again.
sheet-other-domain = This address belongs to the domain {$found}, and this file can only add accounts of {$domain}. Change or delete the row.
sheet-reserved = The user name “{$name}” is kept for agencies and the system. Choose another name.
sheet-duplicate = The user name “{$name}” is already in row {$row}. Choose another name or delete one of the rows.
sheet-name-long = “{$column}” is longer than {$most} characters. Shorten it.
sheet-name-character = “{$character}” cannot be used in “{$column}”. Delete it and type the name again.
sheet-name-latin = “{$column}” has the Thai letter “{$character}”. Type it in Latin letters, or leave it empty.
sheet-quota = The quota cannot be read. Type a whole number of MB, for example 2048.
sheet-quota-range = The quota must be between 1 and {$most} MB. Change it.
sheet-email = The recovery email is not a valid address. Check it, for example kanda@example.com.
sheet-email-own = The recovery email is the address of this same account. Use another address that its holder can read.
sheet-date = The day of the identity check cannot be read. Type day/month/year, for example 22/9/2023.
sheet-date-year = The year of the identity check has only two digits. Type all four, for example 22/9/2023.
sheet-date-no-such-day = There is no such day of the identity check: {$month} of the year {$year} (Buddhist era) has { $days ->
        [one] {$days} day
       *[other] {$days} days
    }. Check the date.
sheet-date-future = The day of the identity check lies in the future. Check the year.
