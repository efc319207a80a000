"""Find tickets by what somebody knows of them: a number, old or new, a mobile, an address, a name (R013)."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from chalicelib.organisations.staff import Staff
from chalicelib.people import profiles
from chalicelib.people.actions import Context as People
from chalicelib.people.identifiers import person_ref
from chalicelib.people.naming import name_words
from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid, NotFound
from chalicelib.shared.numbers import read_number
from chalicelib.shared.reach import normal_email, normal_mobile
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_line
from chalicelib.tickets import worklists
from chalicelib.tickets.lists import Index, Lists, Page, Plan, Stretch
from chalicelib.tickets.masking import Sight, sight
from chalicelib.tickets.named import answers_to, key_for
from chalicelib.tickets.visibility import SEE_ALL, FindBody
from chalicelib.tickets.worklists import Look, Wanted

# A name that more people have is too short to find a ticket by.
MOST_PEOPLE = 20


class Finder(Protocol):
    """How people are found in the profiles of a body; each has digests of identifiers, as tickets have."""

    def by_name(self, staff: Staff, body: str, name: str, most: int) -> Sequence[str]:
        """Return the digests of those who answer to a name."""
        ...

    def by_id(self, staff: Staff, id: str) -> Sequence[str]:
        """Return the digests of a profile; none if there is none that they may see."""
        ...


class Profiles:
    """The profiles that the feature `people` keeps."""

    def __init__(self, people: People) -> None:
        self._people = people

    def by_name(self, staff: Staff, body: str, name: str, most: int) -> Sequence[str]:
        try:
            found = profiles.look_up(self._people, staff, body, q=name, limit=most)
        except Invalid:
            return ()
        return tuple(ref for person in found.people for ref in profiles.refs_of(self._people, person))

    def by_id(self, staff: Staff, id: str) -> Sequence[str]:
        try:
            return profiles.refs_of(self._people, profiles.find(self._people, staff, id))
        except NotFound:
            return ()


def plan(finder: Finder, lists: Lists, secret: Secret, look: Look, wanted: Wanted) -> Plan | Page:
    """Return where the list that somebody asks for is read; a page at once, if it is of one number.

    :raises NotFound: if the body is not theirs to see
    """
    if not wanted.q and not wanted.requester:
        return worklists.plan(look, wanted)
    staff, fits = look.staff, worklists.shower(look, wanted)
    bodies = worklists.bodies_of(staff, wanted)
    if numbers := _numbers(lists, bodies, wanted.q):
        heads = lists.heads(numbers)
        return Page(tickets=tuple(heads[n] for n in numbers if n in heads and fits(heads[n])))
    search = _Search(finder, secret, staff, bodies, look.find_body)
    refs = frozenset(search.refs(wanted))
    words = search.name_in(wanted)
    named = [Stretch(Index.NAME, key_for(secret, body, words), newest_first=True) for body in bodies if words]
    return Plan(
        stretches=(*(Stretch(Index.REQUESTER, ref, newest_first=True) for ref in sorted(refs)), *named),
        shows=lambda t: fits(t) and (not wanted.queue or worklists.stands(look, wanted, t)),
        thin=bool(words) or worklists.is_thin(wanted) or not staff.has(*SEE_ALL),
        says=(lambda ticket, said: ticket.person in refs or answers_to(said, words)) if words else None,
    )


def _numbers(lists: Lists, bodies: Sequence[str], q: str) -> list[str]:
    """Return the numbers that `q` may be: the one typed, and those of tickets that had it in an old system."""
    number = read_number(q)
    return list(dict.fromkeys([*([number] if number else []), *lists.aliased(bodies, old_number(q))]))


def old_number(typed: str) -> str:
    """Return an old system's number in the form that it is kept in: one line, ASCII digits."""
    return clean_line(ascii_digits(typed))


class _Search:
    """Finds the digests under which the tickets of people stand."""

    def __init__(
        self, finder: Finder, secret: Secret, staff: Staff, bodies: Sequence[str], find_body: FindBody
    ) -> None:
        self._finder, self._secret, self._staff = finder, secret, staff
        self._bodies, self._find_body = bodies, find_body

    def refs(self, wanted: Wanted) -> Iterator[str]:
        """Yield the digests of the requester that is asked for, and of those whom `q` may mean."""
        if wanted.requester:
            yield from self._identified(wanted.requester) or self._finder.by_id(self._staff, wanted.requester)
        elif identified := self._identified(wanted.q):
            yield from identified
        elif self.name_in(wanted):
            for body in self._bodies:
                yield from self._finder.by_name(self._staff, body, wanted.q, MOST_PEOPLE)

    def name_in(self, wanted: Wanted) -> frozenset[str]:
        """Return the words of the name that is asked for, to those who see names at all."""
        named = "@" not in wanted.q and not any(sign.isdigit() for sign in ascii_digits(wanted.q))
        return name_words(wanted.q) if named and sight(self._staff) is not Sight.MASKED else frozenset()

    def _identified(self, typed: str) -> list[str]:
        """Return the digests of a mobile or an address in each body; none if it is neither."""
        found = []
        for body in self._bodies:
            if identifier := _identifier(typed, self._find_body(body).country):
                found.append(person_ref(self._secret, body, *identifier))
        return found


def _identifier(typed: str, country: str) -> tuple[str, str] | None:
    try:
        return ("email", normal_email(typed)) if "@" in typed else ("mobile", normal_mobile(typed, country))
    except Invalid:
        return None
