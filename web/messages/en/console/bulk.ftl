reassign = Reassign
reassign-on = Go on with the rest
reassign-many = { $n ->
    [0] Reassign tickets
    [one] Reassign { $n } ticket
   *[other] Reassign { $n } tickets
}
reassign-to = To
reassign-progress = Progress
reassign-of = { $done } of { $all }
reassigned-to = Given to { $name }
not-reassigned-stale = The ticket was changed after it was shown
not-reassigned-not-found = There is no such ticket within your reach
not-reassigned-action-not-allowed = It cannot be assigned as it stands now
not-reassigned-invalid = Whoever was chosen cannot have it: it concerns them, or is not for their section
not-reassigned-excluded-from-pass = They handled an earlier pass of this ticket
not-reassigned-nobody-free = Nobody of the section can be given it
not-reassigned-denied = This role may not have it
not-reassigned-other = Not reassigned
select-all = Select all tickets
select-one = Select ticket { $number }
shortcuts = Keyboard shortcuts
shortcuts-note = Shortcuts go by the key's place in any language, and are off while you type.
shortcut-help = Show this list
shortcut-search = Search the list
shortcut-new = Register a ticket
shortcut-reply = Write to the requester
reassign-stop = Stop
reassign-undo = Undo
reassign-undo-reason = A reassignment is undone
reassign-undo-progress = Undoing
reassign-stuck = { $n ->
    [one] One ticket stays where it was given: nobody had it before
   *[other] { $n } tickets stay where they were given: nobody had them before
}
returned-to = Given back to { $name }
not-returned = Not given back: { $reason }
not-returned-nobody = Nobody had it, so it stays where it is
column-reminders = Reminders
column-reopened = Times reopened
column-importance = Importance
columns-choose = Choose columns
columns-title = Columns
columns-note = What this list shows, and in which order, on this device
columns-keep = Keep
filters = Filters
column-news = Latest
column-tries = Tries to reach
tries = { $n ->
    [one] one try
   *[other] { $n } tries
}
columns-drag = Drag to change the order:
