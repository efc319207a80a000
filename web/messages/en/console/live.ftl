# The live board: queues, agents, open contacts.

nav-calls = Contact centre
live = Live board
live-now = Now
live-today = since the day began
live-here = Updated at once
live-reconnecting = Reconnecting to live updates…
live-away = Reconnecting to live updates… until then the numbers are fetched every few seconds
live-stale = Could not be updated: these numbers are as of { $when }
live-at = As of { $when }
live-waiting = Waiting
live-oldest = Longest wait
live-available = Agents available
live-busy = Agents busy
live-presented = Calls presented
live-handled = Handled
live-abandoned = Abandoned
live-otherwise = Left otherwise
live-handled-percent = Handled, of presented
live-abandoned-percent = Abandoned, of presented
live-handled-of-presented = Handled of presented
live-of-presented = { $percent } of presented
live-of-agents = { $n ->
    [zero] no agents
    [one] of one agent
   *[other] of { $n } agents
}
live-wait-soon = longer than promised
live-wait-late = much longer than promised

## Queues

live-queues = Queues
live-queues-about = Counted since the day began; what was presented is what was handled, abandoned, or left otherwise: for a call back, a voice message, a transfer.
live-queue = Queue
live-no-queues = This body has no queues yet

## Agents

live-agents = Agents
live-agent = Agent
live-status = Status
live-since = Since
live-call = Contact
live-in-contact = In a contact
live-serves = Queues served
live-no-agents = No agent is signed in to the switchboard now
live-act = Action
live-put = Change status
live-put-one = Change status: { $name }
live-put-to = New status
live-put-about = The status changes at once, and the agent sees who changed it and why.
live-put-done = The status was changed.

## Open contacts

live-contacts = Open contacts
live-number = Number
live-withheld = Withheld number
live-open = The contact from { $number }
live-state = Where it is
live-no-contacts = No contact is open now
live-which = Contact:
live-listen = Listen
live-listen-one = Listen: { $number }
live-listen-about = The call opens in your telephone above; you hear both sides and neither hears you. The reason is kept, and the agent sees it.
live-listen-done = The call is open in your telephone above, to listen.
live-barge = Join
live-barge-one = Join: { $number }
live-barge-about = The call opens in your telephone above; you speak with both sides, and both hear you. The reason is kept, and the agent sees it.
live-barge-done = You are joining the call, from your telephone above.
live-end = End
live-end-one = End: { $number }
live-end-about = Both sides are cut off at once. The reason is kept, and the agent sees it.
live-end-done = The contact was ended.
reasoned-why = Reason

## The screen on the wall

live-wall = Wall screen
live-wall-title = Contact centre: { $body }
live-full = Full screen
live-back = To the live board
