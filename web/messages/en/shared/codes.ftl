# What codes are called, as in docs/glossary.md: name-code, underscores written as dashes.

## role

role-admin = Admin
role-agent = Agent
role-campaign-manager = Campaign manager
role-distributor = Distributor
role-executive = Executive
role-follow-up = Follow-up
role-knowledge-editor = Knowledge editor
role-manager = Manager
role-media-officer = Media officer
role-partner = Partner
role-quality = Quality
role-reception = Reception
role-section-officer = Section officer
role-supervisor = Supervisor
role-trainee = Trainee

## status

status-answered = Answered by the section
status-closed = Closed
status-in-progress = In progress
status-referred = Referred
status-registered = Registered
status-rejected = Not accepted
status-resolved = Resolved
status-waiting = Waiting for the requester

## action

action-answer = Section's answer
action-ask = Ask the requester
action-assign = Assign
action-classify = Classify
action-close = Close
action-decline = Decline: not ours
action-delay = Tell of a delay
action-inform = Inform the requester
action-measure = Measure satisfaction
action-merge = Merge
action-note = Internal note
action-refer = Refer
action-reject = Reject
action-remind = Remind
action-reopen = Reopen
action-reply = Message to the requester
action-reply-to-outlet = Reply to the outlet
action-resolve = Resolve
action-respond = Requester's answer
action-return = Return to the section
action-solve = Solve at first contact
action-start = Start
action-unmerge = Undo the merge
action-withdraw = Withdraw

## party

party-partner = Partner
party-requester = Requester
party-section = Section

## channel

channel-app = App
channel-chat = Chat
channel-email = E-mail
channel-fax = Fax
channel-letter = Letter
channel-media = Media
channel-open311 = Open311
channel-partner = Partner
channel-phone = Phone
channel-sms = SMS
channel-social = Social media
channel-walk-in = Walk-in
channel-web = Web
channel-whatsapp = WhatsApp

## object

object-conduct = Conduct
object-manner = Manner
object-operation = Operation
object-procedure = Procedure
object-product = Product
object-service = Service

## complexity

complexity-complex = Complex
complexity-critical = Critical
complexity-routine = Routine

## importance

importance-high = High
importance-low = Low
importance-medium = Medium

## procedure

procedure-first-contact = First contact
procedure-third-party = Third party
procedure-treatment = Treatment by a section

## grade

grade-distinguished = Distinguished
grade-ordinary = Ordinary

## clock

clock-first-reply = First reply
clock-referral-reply = Reply to the referral
clock-resolution = Resolution
clock-update = News to the requester

## mode

mode-out-of-jurisdiction = Out of jurisdiction
mode-third-party = Third party

## verification

verification-confirmed = Confirmed
verification-not-confirmed = Not confirmed
verification-partly = Partly

## outcome

outcome-not-solvable = Not solvable
outcome-proposals = Proposals
outcome-solved = Solved

## cause

cause-below-level = Service below its level
cause-long-wait = Long wait
cause-mistreatment = Mistreatment
cause-other = Other
cause-unclear-procedure = Unclear procedure
cause-wrong-direction = Wrong direction
cause-wrong-information = Wrong information

## queue

queue-first-line = First line
queue-follow-up = Follow-up
queue-manager = Manager
queue-media = Media
queue-mine = Assigned to me
queue-no-reply = No first reply
queue-partner = Partner
queue-second-line = Second line
queue-section = Section
queue-supervisor = Supervisor

## tile

tile-closed = Closed
tile-in-process = In process
tile-open = Open
tile-reopened = Reopened

## live

live-answered = Answered
live-pending = Pending
live-transferred = Transferred

## mark

mark-overdue = Overdue
mark-soon-due = Due soon
mark-stale = Without news
mark-unassigned = Unassigned
mark-vip = VIP

## state

state-created = Created
state-delivered = Delivered
state-failed = Failed
state-fallen-back = Sent another way
state-sending = Sending
state-sent = Sent
state-unknown = Unknown
state-awaited = Awaited
state-accepted = Accepted
state-refused = Refused

## further

action-speak = Speak with the requester
action-decide = Decide the appeal
outcome-adopted = Adopted
outcome-noted = Noted
outcome-not-adopted = Not adopted
appeal-pending = With the manager
appeal-granted = Granted
appeal-dismissed = Dismissed
