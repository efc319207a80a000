# The messages that the service sends by itself.
admin-messages = Messages
admin-about-messages = All that the service sends by itself: when, to whom, by which way, and its text in both languages.
admin-message = Message
admin-message-when = When
admin-message-whom = To whom
admin-message-by = Way
admin-message-find = Find a message
admin-message-invented = An invented ticket of your body: nothing is sent.
admin-message-sender = From
admin-message-longest = The longest SMS: { $kind }, { $language }
admin-message-parts = { $n ->
    [one] 1 part
   *[other] { $n } parts
}
admin-message-characters = { $n ->
    [one] 1 character
   *[other] { $n } characters
}

message-registered = Request received
message-referred = Referred to a partner
message-asked = Question to the requester
message-waiting-reminded = Reminder of the question
message-rejected = Request not accepted
message-solved = Solved at first contact
message-answered = Answer in the partner’s name
message-resolved = Handling is over
message-closing-announced = Soon to be closed
message-closed = Request closed
message-reopened = Request reopened
message-decided = The manager’s decision on an appeal
message-merged = Merged into another request
message-withdrawn = Request withdrawn
message-replied = Message from staff
message-updated = Work goes on
message-delayed = Apology for a delay, with its reason
message-sorry = Apology after dissatisfaction
message-delayed-computed = Apology for a delay, with a date
message-partner-referred = Referral to the partner
message-partner-reminded = Reminder to the partner
message-partner-withdrawn = What the partner had was withdrawn
message-duty = Referral to the duty number
message-callback-unreached = Call back that reached nobody
message-staff-referred = Referral to the section
message-staff-assigned = Assigned to somebody
message-staff-returned = Returned to the section
message-staff-reopened = Reopened: for another officer
message-staff-withdrawn = Withdrawn: stop working on it
message-staff-reminded = Reminder to the section
message-staff-escalated = Escalation
message-staff-waiting-expired = The requester did not respond in time
message-staff-speak-wanted = The requester is to be spoken with
message-staff-limit-reached = The limit of reopenings is reached
message-staff-appealed = Appeal to the manager
message-staff-appeal-waiting = An appeal waits for its decision
message-staff-digest = Digest of what is overdue
message-code = One-time code

when-registered = When a ticket is registered
when-referred = When it is referred
when-asked = When the requester is asked
when-waiting-reminded = After half of the time to respond
when-rejected = When it is rejected
when-solved = When it is solved at first contact
when-answered = When the section or partner answers
when-resolved = When it is resolved
when-closing-announced = Two working days before it closes by itself
when-closed = When it is closed
when-reopened = When it is reopened
when-decided = When the manager decides
when-merged = When it is merged
when-withdrawn = When it is withdrawn
when-replied = When somebody writes to the requester
when-updated = After the longest time without news
when-delayed = When a delay is told
when-measured = After a low rating
when-reminded = When somebody is reminded
when-assigned = When it is assigned
when-returned = When it is returned to the section
when-escalated = When a promise is near or broken
when-waiting-expired = When the time to respond is over
when-speak-wanted = When somebody is to speak with the requester
when-limit-reached = When no further reopening is allowed
when-appealed = When the requester appeals
when-appeal-waiting = When the decision of an appeal is late
when-digest-due = On the morning of each working day
when-callback-unreachable = When all tries of a callback are used
when-code = When a code is asked for

told-requester = The requester
told-partner = The partner
told-duty = The duty number
told-staff = Staff

sent-by-sms = SMS
sent-by-email = E-mail
