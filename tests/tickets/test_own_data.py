"""What stands behind taking away and erasing: profiles of the feature people, files in the bucket, the real table."""

from datetime import timedelta

import pytest

from chalicelib.organisations.staff import Role
from chalicelib.people.actions import remember
from chalicelib.people.requester import Requester
from chalicelib.shared.clock import iso
from chalicelib.tickets import own_data, requesters
from chalicelib.tickets.attachments import Upload, open_upload
from chalicelib.tickets.finding import Profiles
from chalicelib.tickets.list_store import DynamoLists
from chalicelib.tickets.lists import Index, Stretch
from chalicelib.tickets.own_data import DataContext, KeptProfiles, file_dropper
from chalicelib.tickets.own_store import DynamoOwn
from chalicelib.tickets.requesters import Context
from chalicelib.tickets.rows import ERASED
from chalicelib.tickets.ticket import Change
from chalicelib.tickets.words import Appeal, Status
from tests.conftest import NOW
from tests.people.fakes import World as People
from tests.tickets.bucket import BUCKET, a_world
from tests.tickets.examples import staff
from tests.tickets.house import ref, session

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def people() -> People:
    return People()


def test_profiles_are_exported_and_erased_by_who_proves_the_number(people: People) -> None:
    kept, asking = KeptProfiles(people.context()), session()
    assert kept.export(asking, "baldat") is None
    assert not kept.erase(asking, "baldat")
    remember(
        people.context(), asking, "baldat", Requester(first_name="سالم", family_name="الحارثي", mobile=asking.value)
    )
    person = kept.export(asking, "baldat")
    assert person
    assert person.shown_name == "سالم الحارثي"
    assert kept.erase(asking, "baldat")
    assert kept.export(asking, "baldat") is None


def test_profiles_are_found_by_name_and_id_in_the_bodies_of_the_reader(people: People) -> None:
    asking, finder = session(), Profiles(people.context())
    person = remember(people.context(), asking, "baldat", Requester(first_name="سالم", family_name="الحارثي"))
    agent = staff(Role.AGENT, body="baldat")
    mine = (asking.ref(people.context().secret, "baldat"),)
    assert tuple(finder.by_name(agent, "baldat", "سالم", 5)) == mine
    assert tuple(finder.by_name(agent, "baldat", "!", 5)) == tuple(finder.by_name(agent, "baldat", "ناصر", 5)) == ()
    assert tuple(finder.by_id(agent, person.id)) == mine
    assert tuple(finder.by_id(agent, "nobody")) == ()
    assert tuple(finder.by_id(staff(Role.AGENT, body="elsewhere"), person.id)) == ()


def test_an_erasure_leaves_nothing_personal_in_table_and_bucket() -> None:
    """The whole of it on the real stores (moto): files, words, digests, names; a repeat finds nothing more to do."""
    with a_world() as world:
        ticket = world.add(7, person=ref())
        asked = Upload(name="صورة.png", type="image/png", size=len(PNG))
        opened = open_upload(world.context, ticket, asked, by="requester", key="k" * 16)
        world.client.put_object(Bucket=BUCKET, Key=opened.attachment.incoming, Body=PNG)
        world.client.put_object(Bucket=BUCKET, Key=opened.attachment.key, Body=PNG)
        own = Context(
            acting=world.acting, own=DynamoOwn(), lists=DynamoLists(), attached=lambda _t: [], codes=lambda: ["muttrah"]
        )
        context = DataContext(
            own=own, profiles=KeptProfiles(People().context()), drop_files=file_dropper(world.context)
        )
        done = own_data.erase(context, session(), correlation="c")
        again = own_data.erase(context, session(), correlation="c")
        assert (done.tickets, done.complete, again.tickets) == (1, True, 0)
        assert world.current() == []
        assert world.store.get(ticket.number).erased
        assert world.context.attachments.page(ticket, after="", limit=5) == []
        assert own.own.owned(ticket.number) == requesters.Owned(
            ticket=world.store.get(ticket.number), details=ERASED, refs=frozenset()
        )


def test_of_an_erased_ticket_nothing_is_left_to_do() -> None:
    """Nobody can be spoken with, and nothing decided: it stands in no list of those who would."""
    with a_world() as world:
        ticket = world.add(9, person=ref(), status=Status.CLOSED, closed_at=iso(NOW))
        left = ticket.with_(speak_since=iso(NOW), cause_wanted=True, appeal=Appeal.PENDING, appealed_at=iso(NOW))
        world.store.save(Change(before=ticket, after=left, events=()))
        lists = DynamoLists()
        own = Context(
            acting=world.acting, own=DynamoOwn(), lists=lists, attached=lambda _t: [], codes=lambda: ["muttrah"]
        )
        queues = [Stretch(Index.WORKLIST, f"muttrah#{queue}") for queue in ("supervisor", "manager", "follow_up")]
        assert [lists.count(queue) for queue in queues] == [1, 1, 0]
        context = DataContext(own=own, profiles=KeptProfiles(People().context()), drop_files=lambda _t: None)
        own_data.erase(context, session(), correlation="c")
        assert [lists.count(queue) for queue in queues] == [0, 0, 0]
        assert world.store.get(ticket.number).queue == ""


def test_a_ticket_that_the_session_may_not_see_is_not_exported() -> None:
    with a_world() as world:
        world.add(8, person=ref())
        own = Context(
            acting=world.acting, own=DynamoOwn(), lists=DynamoLists(), attached=lambda _t: [], codes=lambda: ["muttrah"]
        )
        context = DataContext(own=own, profiles=KeptProfiles(People().context()), drop_files=lambda _t: None)
        later = session(held_since=iso(NOW + timedelta(days=1)))
        assert own_data.export(context, later, cursor_text="", limit=5).tickets == ()
        assert len(own_data.export(context, session(), cursor_text="", limit=5).tickets) == 1
