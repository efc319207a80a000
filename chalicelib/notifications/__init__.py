"""Notifications: telling a person something once, by SMS, e-mail or the next channel, and learning whether it arrived.

A notice is what somebody should be told of an event; a way is a channel with its target (a mobile, an address); a
message is the notice on one way, and the only thing that is kept: ids, state and a digest of the target, never the
text (it can be said again from the event). A receipt is the carrier's word that a message arrived or did not; a code
is the six digits that prove a mobile or an address is one's own. `fallen_back` means that the next way was taken.
"""
