# The agent's desk: presence, calls, the contact's page, wrap-up, callbacks.
desk = My desk
number-withheld = Withheld number

## Presence and the softphone

phone-bar = Telephone
presence-now = Presence: { $status }
presence-own-ringing = Your telephone rings
presence-own-missed = Not available: you missed a call
presence-changing = The presence is being changed…
presence-coming = After the call: { $status }
phone-link-none = No telephone is connected
phone-link-opening = The telephone is being connected…
phone-link-open = The telephone is connected
phone-link-lost = The connection to the telephone is lost; calls do not reach you now.
phone-elsewhere = The telephone is in another tab
phone-elsewhere-deaf = The telephone is in another tab, which does not answer
phone-take = Use it here
phone-take-later = It can be moved after the call
phone-rings-elsewhere = A call rings in another tab
phone-link-refused = The telephone does not let you in. Sign in to it again.
phone-refused = The telephone did not take this. Try again.
phone-dial-open = Call a number
phone-dial-number = Number to call
phone-dial-hint = With the country code, such as +968 2400 0000
phone-dial-wrong = Write the number with its country code
phone-dial = Call
phone-call = Call
phone-ringing = Incoming call
phone-ringing-callback = A caller to be called back
phone-accept = Answer
phone-accept-owed = Call them back now
phone-owed = A call back
phone-owed-done = Finish the task
phone-reject = Reject
phone-dialling = Ringing at the other end
phone-joining = Joining you with the caller…
phone-talking = On a call
phone-mute = Mute
phone-hold = Hold
phone-resume = Take off hold
phone-keypad = Keypad
phone-key = Key { $key }
phone-keys = Several keys
phone-keys-to = Heard by:
phone-keys-sent = Sent:
phone-keys-wrong = Only digits, * and #
phone-transfer = Transfer
phone-transfer-to = Transfer to
phone-transfer-hint = A colleague, a queue, an extension, or a number with its country code
phone-transfer-number = As typed: { $text }
phone-transfer-unknown = Choose from the list, or write a whole number
phone-no-targets = Nobody to transfer to was found
phone-target-agent = Colleagues
phone-target-queue = Queues
phone-target-number = Numbers
phone-target-extension = Extensions
phone-consult = Speak with them first
phone-pass = Transfer at once
phone-parties = Who is in the call
phone-party-dialling = ringing
phone-party-talking = talking
phone-party-held = on hold
phone-drop = Remove
phone-join = Join all
phone-swap = Switch to the other
phone-leave = Leave the call to them
phone-hang-up = End
phone-heard-listen = A supervisor or quality is listening to this call
phone-heard-barge = A supervisor has joined this call and can speak
phone-watching-listen = You are listening to a call; nobody hears you
phone-watching-barge = You are in the call; everybody hears you
phone-watching-contact = The contact's page
phone-watching-stop = Stop listening
phone-watching-leave = Leave the call
phone-only-listen = Only listen again
phone-over = The call is over
phone-wrap-up = Wrap it up
phone-missed = You missed a call
phone-missed-text = It is offered to a colleague who is free. No call comes to you until you are back.
phone-failed = The call could not be connected
phone-failed-text = No call comes to you until you are back.
phone-available-again = I am available now
missing-title = { $n ->
    [one] One contact waits for its wrap-up
   *[other] { $n } contacts wait for their wrap-up
}

## Who calls

caller = Caller
caller-unknown = Unknown caller
caller-away = No more is known of the caller now
caller-speaks = Speaks: { $language }
caller-guidance = How to deal with this kind of client
caller-contacts = Earlier contacts
caller-first = No earlier contact is known
caller-number = Number
caller-at = Date and time
caller-reason = Reason for call
caller-no-reason = Not written down
caller-tickets = The caller's tickets
caller-no-tickets = The caller has no tickets

## One contact

call = Contact
call-add = Add this contact to it
call-added = This contact is added to it
call-tickets = Tickets of this contact
call-register = Register a new ticket
call-direction = Direction
call-outcome = Outcome
call-started = Began
call-agent = Agent
call-wait = Waited
call-talk = Talked
call-after = After-call work
call-legs = The rest of this call

## Wrap-up

wrap-up = Wrap-up
wrap-up-notes = Take notes while you talk; they are the summary.
wrap-up-needed = The call is over. Say why they called and what was said; no other call comes before.
wrap-up-disposition = Reason for contact
wrap-up-search = Find a reason
wrap-up-summary = Summary
wrap-up-kept = What you write is kept on this device until it is sent
wrap-up-send = Finish the contact
wrap-up-goes-on = The call still goes on
wrap-up-done = Wrapped up
wrap-up-correct = Correct
wrap-up-before = Written before it was corrected
wrap-up-missing = Not wrapped up yet

## The desk

desk-unwrapped = Waiting for wrap-up
desk-unwrapped-about = You cannot be available while one of them waits.
desk-all-wrapped = All your contacts are wrapped up
desk-own = My contacts
desk-own-none = You had no contacts yet
heard = Who listened to my calls
heard-about = Each listening, and why.
heard-none = Nobody listened to your calls
heard-at = When
heard-by = Who
heard-what = What
heard-kind-recording = Listened to a recording
heard-kind-listen = Listened to the call
heard-kind-barge = Spoke in the call
heard-kind-end = Ended the call
heard-kind-status = Changed your status to: { $status }
heard-why = Why

## Contacts of a ticket

ticket-contacts = Calls and voice messages
ticket-contacts-none = No call belongs to this ticket

## Callbacks

callbacks = Callbacks
callbacks-about = Whom the centre owes a call, and by when
callbacks-mine = Only mine
callbacks-none = There are no callbacks here
callback-state = State
callback-state-waiting = Waiting
callback-state-offered = With an agent
callback-state-reached = Reached
callback-state-unreachable = Could not be reached
callback-state-cancelled = Cancelled
callback-schedule = Schedule a callback
callback-scheduled = The callback is scheduled
callback-number = Number
callback-queue = Queue
callback-when = When
callback-when-hint = Leave it empty for as soon as somebody can
callback-day = Day
callback-time = Time
callback-note = Note
callback-due = Due
callback-late = Late
callback-tries = Tries
callback-tries-n = { $n ->
    [0] None yet
    [one] One try
   *[other] { $n } tries
}
callback-about = About
callback-contact = The contact
callback-deeds = Actions
callback-call = Call back
callback-cancel = Cancel the callback
callback-was = Was somebody reached?
callback-reached = Reached
callback-not-reached = Not reached
callback-over = This callback is over: { $state }
callback-called-in = Called us and was answered
callback-notice = SMS to them: { $state }
caller-owed = Asked to be called back, { $when }.
callback-keep-try = Write down the try
