overview = Overview
overview-queues = In the queues
overview-queue = Queue
overview-sections = With the sections
overview-partners = With the partners
overview-people = With people
overview-person = Person
overview-all = All
overview-left = What else is to be done
overview-soon = Due soon: before { $when }
overview-choose-section = Choose a section to see what its people have
overview-nobody = Nobody is here
overview-speak = Requesters to be spoken with
overview-appeals = Appeals to decide
overview-root-causes = Closed complaints without a root cause
overview-outlet-replies = Replies owed to outlets
counts-all = { $n ->
    [0] No tickets
    [one] { $n } ticket
   *[other] { $n } tickets
}
number-opens = { $name }: { $n }
tally-open = Open
tally-overdue = Overdue
tally-soon-due = Due soon
tally-stale = Without news
tally-unassigned = Unassigned
person-on-shift = On shift
person-off-shift = Off shift
person-away = Away
person-stand-in = Stand-in: { $name }
worklist-all = All tickets
filter-any = Any
filters-clear = Clear the filters
filter-remove = Remove: { $label }
event-heard = Word came on a ticket that was merged into this one
event-appeal-waiting = The appeal waits for its decision
