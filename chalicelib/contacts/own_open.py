"""The open contacts of one member of staff: those that go on, and those that are to be written.

Two indexes of keys alone are laid over each other, the body's open contacts and the person's own, so that however many
calls others have, none of one's own is missed, and only one's own are read in whole.
"""

from chalicelib.contacts.contact import Contact
from chalicelib.contacts.kept import By, Contacts, Stretch
from chalicelib.organisations.staff import Staff

MOST = 3000
"""Keys that are looked at of each index; somebody speaks in some fifty contacts a day."""


def own_open(contacts: Contacts, staff: Staff, since: str) -> list[Contact]:
    """Return the open contacts in which somebody spoke and that began since an instant (ISO), latest first."""
    own = {place.id for place in contacts.places(Stretch(by=By.AGENT, key=staff.username, since=since), limit=MOST)}
    if not own:
        return []
    bodies = sorted(staff.bodies)
    stretches = (Stretch(by=by, key=body, since=since) for by in (By.OPEN, By.LEFT) for body in bodies)
    places = [place for stretch in stretches for place in contacts.places(stretch, limit=MOST)]
    found = contacts.many(place.id for place in places if place.id in own).values()
    return sorted(found, key=lambda one: (one.told.started_at, one.id), reverse=True)
