### The noun of each kind as its owner is spoken to, with the article, and without; English knows no gender.
complaint = your complaint
    .definite = the complaint
    .indefinite = complaint
    .gender = neuter
report = your report
    .definite = the report
    .indefinite = report
    .gender = neuter
inquiry = your inquiry
    .definite = the inquiry
    .indefinite = inquiry
    .gender = neuter
information_request = your information request
    .definite = the information request
    .indefinite = information request
    .gender = neuter
observation = your observation
    .definite = the observation
    .indefinite = observation
    .gender = neuter
suggestion = your suggestion
    .definite = the suggestion
    .indefinite = suggestion
    .gender = neuter
thanks = your thank-you note
    .definite = the thank-you note
    .indefinite = thank-you note
    .gender = neuter
media = the media complaint
    .definite = the media complaint
    .indefinite = media complaint
    .gender = neuter

# A time in days, after "within".
days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
# A time in minutes, after "for".
minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
date = { DATETIME($date, dateStyle: "long") }
# A day with its weekday, then an instant with weekday, day and hour.
weekday = { DATETIME($date, dateStyle: "full") }
instant = { DATETIME($at, dateStyle: "full", timeStyle: "short") }
# Which reminder it is (R125).
reminder = { $count ->
    [1] first reminder
    [2] second reminder
    [3] third reminder
    [4] fourth reminder
    [5] fifth reminder
   *[other] reminder no. { $count }
}
# How many are overdue.
overdue = { $count ->
    [one] { $count } overdue ticket
   *[other] { $count } overdue tickets
}
# How many times, in brackets.
times = { $count ->
    [one] once
   *[other] { $count } times
}
# The promised times (service levels), after "the"; and in short.
clock-first_reply = time for the first reply
    .short = first reply
clock-resolution = time for the resolution
    .short = resolution
clock-referral_reply = time for the section's reply
    .short = section's reply
clock-referral_reply-partner = time for the partner's reply
    .short = partner's reply
clock-update = time for an update to the requester
    .short = update
# Where a matter stands: for its requester, then for staff.
centre = our contact centre
queue-first_line = the first line
queue-second_line = the second line
queue-section = the section
queue-partner = the partner
queue-follow_up = the follow-up team
queue-media = the media desk
queue-supervisor = the contact centre's supervisor
queue-manager = the manager
queue-none = done
