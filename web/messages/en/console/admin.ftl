# The administration of a body: calendars, promises, staff, categories.

## General

nav-admin = Administration
admin-way = The way here
admin-save = Save
admin-saved = Saved.
admin-draft = This is what you wrote before and did not save.
admin-draft-drop = Drop what I wrote
admin-changed-title = Somebody else changed this before you
admin-changed-text = What you wrote is kept in the form. Look at what stands now, then decide.
admin-changed-look = Compare with what stands now
admin-changed-differs = What you wrote differs in:
admin-changed-keep = Keep mine, to be saved after a look
admin-changed-drop = Take what stands now
admin-remove = Remove
admin-find = Find by name or code
admin-empty = There is nothing here yet
admin-code-hint = Small Latin letters, digits and dashes; it never changes once saved
admin-name-ar = Name in Arabic
admin-name-en = Name in English
admin-hours-ar = Hours in Arabic
admin-hours-en = Hours in English
admin-general = General
admin-why = Why
admin-file-choose = Choose a file
admin-file-send = Import

## Calendars

admin-calendars = Calendars
admin-about-calendars = When work is done: promises count its time and no other.
admin-new-calendars = New calendar
admin-calendar-own = The body's own
admin-calendar-until = Holidays worked out until
admin-holidays-hint = Worked out at each saving for five years; choose none for shifts that work on holidays
admin-zone-body = The body's
admin-weeks-hint = The hours of each day, in one interval or more. What closes at or before it opens closes on the day after.
admin-week = Week { $n }
admin-week-add = Another week from a date
admin-effective-hint = Empty: since ever
admin-ramadan-own = Other hours in Ramadan
admin-copy-day = { $day }: as the day before
admin-shut = Shut
admin-opens = { $day }: opens, interval { $n }
admin-closes = { $day }: closes, interval { $n }
admin-interval-add = { $day }: add an interval
admin-interval-remove = { $day }: remove interval { $n }
admin-closures-hint = Days on which the place is shut, both ends counted; with hours only these of each day.
admin-closures-none = No closures
admin-closure = Closure { $n }
admin-closure-add = Add a closure
admin-special-hint = Dates with hours of their own whatever the rest says: other hours, work on a holiday, or a day off.
admin-special-none = No special days
admin-special = Special day { $n }
admin-special-add = Add a special day
admin-special-hours-hint = Without hours: a day off
admin-ramadans-hint = The first and last day as announced, where that is not what was worked out.
admin-ramadans-none = As worked out
admin-ramadan = Ramadan { $n }
admin-ramadan-add = Add a Ramadan

## The year

admin-year = The year, day by day
admin-year-keys = The arrow keys move between days; the chosen day is said below.
admin-year-beyond = Holidays are not worked out beyond { $date }; save the calendar again.
admin-year-differing = What is not as the week
admin-year-none = No holidays and no closures in this year
admin-legend = Colours and signs
admin-estimated = Estimated: it waits for the moon
why-week = Work
why-ramadan = Work in Ramadan
why-weekend = Weekend
why-holiday = Public holiday
why-closure = Closure
why-special = Special day

## Closures from a file

admin-closures-import = Import closures
admin-closures-import-about = Events of an iCalendar file become closures; the same file again changes nothing.
admin-closures-file = Calendar file
admin-closures-file-hint = An .ics file of at most 180 KB
admin-closures-replace = Put the file's events in the place of all closures
admin-left-out = Events left out
admin-left-out-none = Every event was taken
admin-event = Event

## Countries

country-om = Oman
country-sa = Saudi Arabia
country-ae = United Arab Emirates
country-kw = Kuwait
country-bh = Bahrain
country-qa = Qatar

## Service levels

admin-policies = Service levels
admin-about-policies = The promises, and from which day they count. An admin drafts them, a manager or executive approves them, and then they never change.
admin-new-policies = New policy
policy-draft = Draft
policy-scheduled = Approved, its day has not come
policy-in-force = In force today
policy-past = Past
admin-policy-state = State
admin-policy-none = No approved policy counts today: the defaults hold.
admin-policy-in-force = In force today: { $name }
admin-policy-approve = Approve
admin-policy-withdraw = Withdraw the approval
admin-policy-approved-by = Approved by { $name } on { $at }
admin-policy-locked = An approved policy does not change; for other promises draft a new one.
admin-policy-approver = To be approved by: { $role }
admin-policy-copy = New policy like this one
admin-targets-hint = The row that names most holds; one row names nothing and stands for every ticket.
admin-target = Row { $n }
admin-target-add = Add a row
admin-any = Any
admin-minutes-hint = In working minutes
admin-calendar-body = The body's calendar
admin-calendar-section = That of the section it stands with
admin-calendar-partner = That of the partner it stands with
admin-calendar-round = Round the clock
admin-approve-sure = Once approved this policy does not change, and the clocks of open tickets are reckoned anew.
admin-withdraw-sure = The policy becomes a draft again and does not count.

## Staff

admin-staff = Staff
admin-about-staff = Who works for the body: roles, sections, shifts, absences.
admin-new-staff = New member of staff
admin-staff-import = Import a file
admin-staff-import-about = A CSV file with username, name, email, roles, and other columns as needed. Right lines are taken; the fault of every other line is told.
admin-staff-file = Staff file
admin-staff-file-hint = A .csv file in UTF-8 of at most 180 KB
admin-created = New: { $n }
admin-changed = Changed: { $n }
admin-unchanged = As before: { $n }
admin-lines-refused = Lines that were refused
admin-lines-none = Every line was taken
admin-line = Line
admin-absences = Absences and stand-ins
admin-absences-hint = First and last day, and who stands in: that person gets the notices.
admin-absences-none = No absences
admin-absence = Absence { $n }
admin-absence-add = Add an absence
admin-nobody = Nobody
admin-skills-hint = Categories that this person knows; who names none knows all
admin-speaks-hint = Languages in which this person answers calls; who names none answers in both
admin-shifts-section = The section's or the body's
admin-username-hint = Small Latin letters, digits and dots; it never changes once saved
admin-inactive = Does not work here now
language-ar = Arabic
language-en = English
admin-template = A usual post
admin-work = Work

## Categories, sections, channels

admin-categories = Categories
admin-about-categories = What tickets are about, and which section of each region deals with it.
admin-new-categories = New category
admin-subcategory = Subcategory { $n }
admin-subcategory-add = Add a subcategory
admin-subcategories-none = No subcategories
admin-attribute = Field { $n }
admin-attribute-add = Add a field
admin-attributes-none = No further fields
admin-attributes-hint = What is asked with a ticket, such as a meter's number.
admin-choice = Choice { $n }
admin-choice-add = Add a choice
attribute-text = Text
attribute-number = Number
attribute-choice = Choice from a list
admin-sections-by-region = The section by region
admin-sections-hint = “Every region” holds where a region names none.
admin-every-region = Every region
admin-kinds-hint = Empty: every kind
admin-sections = Sections
admin-about-sections = The sections of the body and their directorates.
admin-new-sections = New section
admin-directorates = Directorates
admin-about-directorates = The directorates that sections belong to.
admin-new-directorates = New directorate
admin-partners = Partners
admin-about-partners = Other authorities to which tickets are referred.
admin-new-partners = New partner
admin-channels = Channels
admin-about-channels = How people reach the body, and when.
admin-new-channels = New channel
admin-channel-code = One of the known channels, such as phone or whatsapp
partner-authority = Authority
partner-certification = Certification
partner-company = Company
partner-post = Post
partner-programme = Programme
partner-regulator = Regulator
partner-telecom = Telecom
partner-utility = Utility

## The body

admin-settings = The body and its rules
admin-settings-body = The body
admin-rules = Rules
admin-rules-save = Save the rules

## What is counted

admin-working-days = { $n ->
    [0] no working days
    [one] { $n } working day
   *[other] { $n } working days
}
admin-working-hours = { $n ->
    [0] no working hours
    [one] { $n } working hour
   *[other] { $n } working hours
}
admin-closures-added = { $n ->
    [0] no new closures
    [one] { $n } new closure
   *[other] { $n } new closures
}
admin-closures-known = { $n ->
    [0] none known before
    [one] { $n } known before
   *[other] { $n } known before
}
admin-more-rows = { $n ->
    [0] no more
    [one] { $n } more
   *[other] { $n } more
}
admin-days-about = about { $n } usual days of work
admin-column = Column

## What is retired

admin-in-use = In use
admin-retire-section = Nothing more is referred to a retired section; it is not retired while it has tickets, or a category names it.
admin-retire-category = A retired category is not chosen for new tickets, and stays on those that have it.
admin-retire-region = A retired region is not chosen and holds no pin; it is not retired while regions in use lie under it.
admin-used-by-tickets = { $n ->
    [one] It has 1 ticket
   *[other] It has { $n } tickets
}
admin-used-by-categories = Categories name it: { $names }
admin-used-by-regions = Under it lie: { $names }
admin-duty-hint = The mobile that is told of critical matters
