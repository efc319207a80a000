# Codes of contacts as the service speaks them: statuses of agents, outcomes of contacts.

## An agent's status

agent-status-available = Available
agent-status-busy = On a call
agent-status-break = Break
agent-status-prayer = Prayer
agent-status-training = Training
agent-status-meeting = Meeting
agent-status-wrap-up = After-call work
agent-status-offline = Offline
agent-status-ringing = Ringing
agent-status-missed = Missed a call
agent-status-other = Other

## What became of a contact

contact-outcome-open = Goes on
contact-outcome-in-ivr = Ended in the menus
contact-outcome-answered = Answered
contact-outcome-abandoned = Abandoned
contact-outcome-callback = Asked for a call back
contact-outcome-voicemail = Voice message
contact-outcome-transferred = Transferred
contact-outcome-not-reached = Not reached
contact-outcome-cut-off = Cut off before an answer
contact-outcome-monitored = A supervisor listened

## Where an open contact is

contact-task = A task to call back
contact-state-in-ivr = In the menus
contact-state-queued = Waiting
contact-state-talking = Talking
contact-state-wrap-up = After-call work

contact-direction-inbound = Inbound
contact-direction-outbound = Outbound
