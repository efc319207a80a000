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
