# A body's switchboard.

admin-switchboard = Switchboard
switchboard-about = The body's numbers, its queues, its directory, and what callers hear. Telephony follows a minute or two after it is saved.
switchboard-none = This body has no switchboard yet. Fill in all parts, then save.
switchboard-faults = { $n ->
    [zero] no faults
    [one] one fault
   *[other] { $n } faults
}

## What the telephony has

switchboard-telephony-none = There is no telephony: calls are not answered by this switchboard.
switchboard-telephony-waiting = The telephony is taking over what was saved, within a minute or two. This page shows when it has.
switchboard-telephony-configured = The telephony has this switchboard since { $at }.
switchboard-telephony-incomplete = The telephony has this switchboard but for its menus, which come with the next deployment. Until then its numbers are answered as before, or not at all.
switchboard-telephony-refused = The telephony does not take all of it. The rest works; it is tried again each hour.
switchboard-part-hours = Hours
switchboard-part-queue = Queue
switchboard-part-status = Status of agents
switchboard-part-profile = Set of queues
switchboard-part-user = Agent
switchboard-part-quick_connect = Transfer to
switchboard-part-number = Number
switchboard-part-flow = Menus
switchboard-refused-quota = the telephony's quota is used up; the operator can raise it
switchboard-refused-name = the name is taken in the telephony
switchboard-refused-refused = refused; the operator's log says why
switchboard-refused-awaits-deployment = come with the next deployment

## Numbers

switchboard-lines = Numbers and menus
switchboard-flow-statistics = Statistics centre
switchboard-flow-municipality = Municipality
switchboard-number = Number { $n }
switchboard-number-add = Add a number
switchboard-numbers-none = No number yet
switchboard-number-hint = In international form, beginning with +
switchboard-every-call = In every call
switchboard-recorded-hint = Callers are told before the recording begins
switchboard-survey-hint = A score from 1 to 5 and its reason, after the agent has ended the call
switchboard-population-hint = Callers hear how many people there are at this moment, and who says so.
switchboard-population-told = The population clock is told
switchboard-source-ar = Source in Arabic
switchboard-source-en = Source in English

## Queues

switchboard-queues = Queues
switchboard-queues-hint = Who waits for whom, and when. Each is two queues of the telephony: Arabic and English.
switchboard-queue = Queue { $n }
switchboard-queue-add = Add a queue
switchboard-queue-needed = Whoever presses { $keys } in the menus is sent to a queue with this code, which the switchboard does not have.
switchboard-queue-operator = Whoever presses no right key in the menus is sent to a queue with this code, which the switchboard does not have.
switchboard-then = then
switchboard-code-hint = Small Latin letters, digits and dashes; if it changes, earlier figures stay with the old code
switchboard-label-hint = A Latin name, to which the language is added: Data_AR

## Dispositions

switchboard-dispositions = Dispositions
switchboard-dispositions-hint = An agent chooses one at the end of each contact. What is needed no more is retired, not removed, for earlier contacts bear it.
switchboard-disposition = Disposition { $n }
switchboard-disposition-add = Add a disposition

## Directory

switchboard-directory = Directory
switchboard-directory-hint = One of three answers each extension: a member of staff, a queue, or an outside number.
switchboard-directory-none = No extensions yet
switchboard-extension = Extension { $n }
switchboard-extension-add = Add an extension
switchboard-to-staff = To a member of staff
switchboard-to-queue = To a queue
switchboard-to-number = To an outside number

## Texts that are read out

switchboard-announcements = Announcements
switchboard-announcements-hint = Those who wait hear them from the first day to the last, both counted.
switchboard-announcements-none = No announcements
switchboard-announcement = Announcement { $n }
switchboard-announcement-add = Add an announcement
switchboard-runs-now = Heard today
switchboard-runs-later = Not yet
switchboard-runs-over = Over
switchboard-runs-unclear = Set the first and the last day
switchboard-procedures = Procedures
switchboard-procedures-hint = Nine at most; callers choose one by its digit.
switchboard-procedures-none = No procedures
switchboard-procedure = Procedure { $n }
switchboard-procedure-add = Add a procedure
switchboard-text-ar = Text in Arabic as it is read out
switchboard-text-en = Text in English as it is read out
switchboard-seconds = { $n ->
    [zero] Nothing to hear
    [one] Read out in about one second
   *[other] Read out in about { $n } seconds
}
switchboard-long = { $n ->
    [zero] Nothing to hear
    [one] Read out in about one second
   *[other] Read out in about { $n } seconds, longer than half a minute: shorten it
}

## After hours

switchboard-after-hours = After hours
switchboard-voicemail = Voice messages
switchboard-voicemail-hint = Each is registered as a ticket of this kind until somebody has listened to it.
switchboard-most-seconds-hint = From 10 to 300
switchboard-callbacks = Calls back
switchboard-callbacks-hint = Three tries at least, two hours apart at least, on two days at least.
switchboard-callback-days = Days of tries
