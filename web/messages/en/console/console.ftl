console-name = Nidaa
nav-worklists = Worklists
nav-oversight = Oversight
theme-dark = Dark
theme-light = Light
refresh = Refresh
more = More
search = Find by ticket number, mobile or name
found = Found
found-none = Nothing was found
worklist-empty = There are no tickets in this list

## Signing in

sign-in-title = Staff sign-in
sign-in = Sign in
sign-in-username = User name
sign-in-password = Password
sign-in-new-password = New password
sign-in-new-password-hint = You signed in with a temporary password; choose one of your own.
sign-in-wrong = The user name or the password is not right.
sign-in-weak = The password is too weak: at least twelve characters, with capital and small letters and digits.
sign-in-too-many = Too many tries; wait a little, then try again.
sign-in-unavailable = Signing in does not work now; try again in a moment.
demo-accounts = Demo accounts

## Columns

column-number = Number
column-due = Due
column-kind = Kind
column-matter = Matter
column-status = Status
column-assignee = Assigned to
column-region = Region
column-channel = Channel
column-registered = Registered

## One ticket

more-actions = More actions
clocks = Promises
clocks-none = No promise is running for this ticket now.
clock-paused = Paused: the requester is asked
clock-left = { $left } left
clock-late = { $left } late
matter = What was written
details = Details
history = History
requester = Requester
requester-name = Name
requester-mobile = Mobile
requester-email = E-mail
requester-anonymous = The requester gave no name
address = Address
by-system = The system
by-requester = The requester

## Forms of the actions

action-sure = Do this: { $action }?
changed-title = Somebody else changed this ticket before you
changed-text = What you wrote is kept in this form. Look at the ticket as it is now, then send if it still holds.
changed-look = Show the ticket as it is now
field-kind = Kind
field-category = Category
field-subcategory = Subcategory
field-object = Object of the complaint
field-complexity = Complexity
field-importance = Importance
field-procedure = Procedure
field-in-jurisdiction = Within the body's jurisdiction?
field-reason = Reason
field-message = Message to the requester
field-section = Section
field-partner = Partner
field-mode = Why to the partner
field-note = Note
field-question = Question
field-text = Text
field-verification = What was found
field-method = Told by
field-reached = Reached?
field-outcome = Outcome
field-score = Satisfaction
field-root-cause = Root cause
field-into = Number of the original ticket
field-to = User name of the assignee
field-expected-by = Expected by
field-link = Link
field-cause = Cause
field-confirm = Confirm the closing?

## What happened

event-registered = Registered
event-imported = Brought over from the old register
event-contacted = The requester asked again
event-attached = A file was attached
event-classified = Classified
event-rejected = Not accepted
event-solved = Solved at first contact
event-referred = Referred
event-declined = Declined: not theirs
event-started = Work began
event-asked = The requester was asked
event-responded = The requester answered
event-answered = The section answered
event-returned = Returned to the section
event-informed = The requester was informed
event-resolved = Resolved
event-measured = Satisfaction measured
event-closed = Closed
event-reopened = Reopened
event-withdrawn = Withdrawn
event-merged = Merged into another ticket
event-joined = Another ticket was merged into it
event-unmerged = The merge was undone
event-parted = A merged ticket was taken out
event-assigned = Assigned
event-delayed = A delay was told
event-reminded = Reminder sent
event-noted = Internal note
event-replied = Message
event-outlet-replied = The outlet had its reply
event-erased = The requester's data were erased
event-speak-wanted = A supervisor should speak with the requester
event-spoken = Somebody spoke with the requester
event-limit-reached = The limit of reopenings was reached
event-appealed = Appealed to the manager
event-decided = The manager decided the appeal
event-escalated = Escalated
event-updated = The requester was told where it stands
event-waiting-reminded = The requester was reminded of the question
event-waiting-expired = The requester did not answer in time
event-closing-announced = The closing was announced
event-recalculated = Promises were reckoned anew
