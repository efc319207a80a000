# What both faces say.
language-other = العربية
skip = Skip to the content
loading = Loading…
retry = Try again
send = Send
cancel = Cancel
close-panel = Close
optional = { $label } (optional)
yes = Yes
no = No
none = None
choose = Choose
sign-out = Sign out
hours = { $n ->
    [0] less than an hour
    [one] { $n } hour
   *[other] { $n } hours
}
minutes = { $n ->
    [0] less than a minute
    [one] { $n } minute
   *[other] { $n } minutes
}

## What failed

problem-offline = There is no connection. What you wrote is kept on this device; try again when the connection is back.
problem-unavailable = The service does not answer now. What you wrote is kept; try again in a moment.
problem-fields = { $n ->
    [0] Look again at what you wrote
    [one] One field of the form needs to be corrected
   *[other] { $n } fields of the form need to be corrected
}

## Why a field was refused

reason-missing = This is needed
reason-too-long = The text is longer than allowed
reason-too-short = The text is too short
reason-too-large = The value is larger than allowed
reason-too-small = The value is smaller than allowed
reason-wrong-format = This is not in the right form
reason-wrong-check-digit = The number is not right; check its digits
reason-wrong-type = The value is not of the right type
reason-wrong-value = The value is not right
reason-not-found = Nothing matches this
reason-not-allowed = This is not allowed here
reason-not-in-category = It does not belong to the chosen category
reason-outside-boundary = The place is outside the body's area
reason-not-anonymous = This kind needs a name and a way to reach you
reason-not-in-future = The time must be in the future
reason-missing-identifier = Write a mobile number or an e-mail address
reason-out-of-jurisdiction = This is out of jurisdiction; refer it to a partner
reason-one-of-section-and-partner = Choose the section or the partner
reason-unknown = Unknown field
