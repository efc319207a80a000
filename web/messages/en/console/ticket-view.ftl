## Where it is

place = Location
place-map = Map with the place of the ticket
place-map-large = Larger map with the place of the ticket
place-larger = Enlarge the map
place-pin = The place of the ticket
place-nearer = Zoom in
place-farther = Zoom out
place-zoom-ctrl = To zoom the map, hold Ctrl and scroll
place-zoom-fingers = To move the map, use two fingers
place-boundary = Boundary
place-inside = Within the body's boundary
place-outside = Outside the body's boundary

## Light and dark

theme = Appearance
theme-device = As the device

## Who else is looking

viewers = Who else has this ticket open now
viewers-more = and { $n } more
viewer-came = { $name } opened this ticket.
viewer-writing = writing
viewer-writes = { $name } is writing on this ticket now.
viewer-writes-look = Look at what they write before you send yours.
holder-other = This ticket is with { $name } now.
holder-nobody = Nobody has this ticket now.
holder-me = This ticket is with you.
holder-take = Assign it to me

## What is left of a promise

urgency-soon = due soon
urgency-fine = in time

## Ready-made replies

ready = Ready-made replies
ready-open = Ready-made reply
ready-hint = or type / at the start of a word
ready-found = { $n ->
    [0] No ready-made reply fits
    [one] { $n } ready-made reply: choose with the arrows, take with Enter
   *[other] { $n } ready-made replies: choose with the arrows, take with Enter
}
ready-unfilled = Still to be filled in by hand:

## Photos

photo-take = Take a photo
photo-choose = Choose photos
photo-hint = Each up to { $most } MB. Photos of an iPhone (HEIC) are taken as they are.
photo-type = { $name }: this kind of file is not taken; a photo, PDF or Word file is. At most { $most } MB.
photo-large = { $name }: it is larger than { $most } MB. Take it at a lower resolution and choose it again.
photo-empty = { $name }: the file is empty. At most { $most } MB.
photo-many = { $n } files are enough for one time.
photo-not-kept = This device has no room to keep the photos: do not close this page before they are sent.
photo-remove = Remove { $name }
photo-sending = How far it is
photo-sent = Arrived, being scanned
photo-failed = Did not arrive; it goes again with the next try
photo-waiting = Goes with the form
photo-held = Not all photos arrived, so that nothing was sent yet. What you wrote and the photos are kept here: try again.
file-add = Add photos or files
file-position = taken at

## The same requester

earlier = Other tickets of the requester
earlier-none = No others
earlier-all = All about this requester

## Through the list, and on paper

steps = The list
shortcut-note = Write an internal note
shortcut-next = Next ticket of the list
shortcut-before = Ticket before
shortcut-back = Back to the list
ticket-print = Print
