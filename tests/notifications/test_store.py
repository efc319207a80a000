"""What keeps messages: one contract for the fake and for DynamoDB, and what only the table can do."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from pynamodb.exceptions import PutError

from chalicelib.notifications.context import Messages
from chalicelib.notifications.message import Key, Message, MessageMoved, State
from chalicelib.notifications.store import DynamoBudget, DynamoMessages, MessageRow
from tests.notifications.fakes import NUMBER, START, FakeMessages, bus_event
from tests.notifications.faulty import broken
from tests.notifications.tables import notifications_table

KEY = Key(f"TICKET#{NUMBER}", "E1", "requester", "sms")
NEW = Message(
    key=KEY, event=bus_event(), says="registered", language="ar", target="digest",
    created_at="2026-11-22T08:00:00.000Z", changed_at="2026-11-22T08:00:00.000Z",
)  # fmt: skip


@pytest.fixture(params=["fake", "dynamodb"])
def messages(request: pytest.FixtureRequest) -> Iterator[Messages]:
    if request.param == "fake":
        yield FakeMessages()
    else:
        with notifications_table():
            yield DynamoMessages()


@pytest.fixture
def table() -> Iterator[DynamoMessages]:
    with notifications_table():
        yield DynamoMessages()


def moved(message: Message, state: State, claim: str) -> Message:
    return msgspec.structs.replace(message.moved(state, START), claim=claim)


def test_a_message_is_kept_whole(messages: Messages) -> None:
    assert messages.add(NEW) == NEW
    assert messages.get(KEY) == NEW


def test_a_message_that_was_never_kept_is_none(messages: Messages) -> None:
    assert messages.get(KEY) is None


def test_several_messages_are_read_at_once_and_unknown_ones_left_out(table: DynamoMessages) -> None:
    table.add(NEW)
    assert table.many([KEY, KEY, Key(f"TICKET#{NUMBER}", "E2", "requester", "sms")]) == {KEY: NEW}


def test_a_second_message_under_a_key_finds_the_first(messages: Messages) -> None:
    messages.add(NEW)
    sent = moved(NEW, State.SENT, "c1")
    messages.change(NEW, sent)
    assert messages.add(msgspec.structs.replace(NEW, language="en")) == sent


def test_who_changes_a_message_that_somebody_else_changed_is_told(messages: Messages) -> None:
    messages.add(NEW)
    messages.change(NEW, moved(NEW, State.SENDING, "c1"))
    with pytest.raises(MessageMoved):
        messages.change(NEW, moved(NEW, State.SENDING, "c2"))


def test_a_change_of_ones_own_that_is_made_again_is_the_same_change(messages: Messages) -> None:
    messages.add(NEW)
    for _ in range(2):
        messages.change(NEW, moved(NEW, State.SENDING, "c1"))
    kept = messages.get(KEY)
    assert kept is not None
    assert kept.state is State.SENDING


def test_a_carriers_id_leads_to_its_message(messages: Messages) -> None:
    messages.remember("p-1", KEY, START)
    assert messages.sent_as("p-1") == KEY
    assert messages.sent_as("p-2") is None


def test_a_tickets_messages_are_listed_newest_first(messages: Messages) -> None:
    for event in ("E1", "E3", "E2"):
        messages.add(msgspec.structs.replace(NEW, key=msgspec.structs.replace(KEY, event=event)))
    messages.add(msgspec.structs.replace(NEW, key=msgspec.structs.replace(KEY, owner="TICKET#260999999998")))
    assert [message.key.event for message in messages.of_ticket(NUMBER)] == ["E3", "E2", "E1"]
    page = messages.of_ticket(NUMBER, before="E3#requester#sms", limit=1)
    assert [message.key.event for message in page] == ["E2"]


@pytest.mark.parametrize("plan", [("lost",), ("throttle", "500"), ("timeout", "lost")])
def test_a_lost_answer_of_the_table_is_no_other_worker(table: DynamoMessages, plan: tuple[str, ...]) -> None:
    table.add(NEW)
    with broken(MessageRow._get_connection().connection.client, *plan):
        table.change(NEW, moved(NEW, State.SENDING, "c1"))
    kept = table.get(KEY)
    assert kept is not None
    assert kept.version == 1


def test_a_message_whose_first_keeping_lost_its_answer_is_found(table: DynamoMessages) -> None:
    with broken(MessageRow._get_connection().connection.client, "lost"):
        assert table.add(NEW) == NEW


def test_a_table_that_is_down_is_told_as_it_is(table: DynamoMessages) -> None:
    with broken(MessageRow._get_connection().connection.client, *["denied"] * 9), pytest.raises(PutError):
        table.add(NEW)
    table.add(NEW)
    with broken(MessageRow._get_connection().connection.client, *["denied"] * 9), pytest.raises(PutError):
        table.change(NEW, moved(NEW, State.SENDING, "c1"))


def test_only_what_failed_or_is_in_doubt_stands_in_the_index(table: DynamoMessages) -> None:
    table.add(NEW)
    failed = moved(NEW, State.FAILED, "c1")
    table.change(NEW, failed)
    assert [row.pk for row in MessageRow.in_state.query("failed")] == [KEY.owner]
    table.change(failed, moved(failed, State.FALLEN_BACK, "c2"))
    assert list(MessageRow.in_state.query("failed")) == []


def test_a_message_is_kept_two_years_and_a_code_two_days(table: DynamoMessages) -> None:
    code = Key("CODE#r-1", "r-1", "code", "sms")
    table.add(NEW)
    table.add(msgspec.structs.replace(NEW, key=code, event=None))
    kept = [MessageRow.get(*of).expires for of in ((KEY.owner, "E1#requester#sms"), ("CODE#r-1", "r-1#code#sms"))]
    assert kept == [START + timedelta(days=730), START + timedelta(days=2)]


@pytest.mark.parametrize("mobile", ["+441632960001", "+12015550123", "+25261234567"])
def test_no_sms_goes_to_a_country_that_is_not_allowed(table: DynamoMessages, mobile: str) -> None:
    budget = DynamoBudget(frozenset({"OM"}), an_hour=10, a_prefix=10)
    assert budget.take(mobile, START) == "country"
    assert budget.take("+96892000001", START) == ""


def test_a_prefix_and_an_hour_have_their_budgets(table: DynamoMessages) -> None:
    budget = DynamoBudget(frozenset({"OM"}), an_hour=20, a_prefix=2)
    taken = [budget.take(mobile, START) for mobile in ("+96892000001", "+96892000002", "+96892000003", "+96871000001")]
    assert taken == ["", "", "budget", ""]
    assert budget.take("+96872000001", START) == "budget"
    assert budget.take("+96872000002", START) == ""
    assert budget.take("+96892000001", datetime(2026, 11, 22, 9, 0, tzinfo=UTC)) == ""
