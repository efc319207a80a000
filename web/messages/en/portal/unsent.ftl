# What was written without a connection and waits.
new-offline = There is no connection now. Write your ticket and send it as ever: it is kept on this device, and goes out once when the connection is back.
new-elsewhere = What stood in this form was sent, or thrown away, in another window.
new-filled = We filled in what we know of you; change it if it is not so any more.
new-national-id = ID number
new-national-id-hint = Speeds up tickets for which we must know who asks
new-behalf = I file it for somebody else
new-behalf-hint = We write to you; what is above is about you.
new-behalf-name = Name of the person it is for
new-behalf-relation = What they are to you
new-behalf-relation-hint = For example: my father, or my client
files-not-kept = The device has no room to keep all that you chose: what is not kept is lost if you close this page before you send.
unsent-title = Waiting to be sent
unsent-lead = It is kept on this device alone, and deleted after a week if it is not sent. Nothing reaches us before it is sent.
unsent-none = Nothing waits to be sent.
unsent-written = Written { $at }
unsent-files = { $n ->
    [one] with one file
   *[other] with { $n } files
}
unsent-when-back = Not sent yet: there is no connection. It goes out when the connection is back and the portal is open.
unsent-soon = Not sent yet: the service did not answer. We try again from time to time while the portal is open.
unsent-now = Send it now
unsent-change = Change it
unsent-cancel = Cancel it
unsent-taken = The form holds another ticket that is not sent; send it or throw it away first, then change this one.
unsent-sure = Delete this ticket and its files from this device? It will not be sent.
unsent-yes = Yes, delete it
unsent-no = No, keep it
unsent-sent = Sent; its number is
unsent-show = Show number and times
outstanding-waiting = { $n ->
    [one] One ticket waits to be sent
   *[other] { $n } tickets wait to be sent
}
outstanding-sent = { $n ->
    [one] Your ticket that waited has been sent
   *[other] { $n } tickets that waited have been sent
}
outstanding-look = There is news of what waits to be sent
outstanding-open = Show
