"""Messages in DynamoDB: a ticket's messages in one item collection.

    pk                   sk                            holds
    TICKET#<number>      <event>#<audience>#<channel>  a message: ids, state, a digest of the target
    CODE#<request>       <request>#code#<channel>      a one-time code's message, without the code; two days
    PROVIDER#<id>        PROVIDER                      which message the carrier gave an id to; thirty days
    BUDGET#<prefix>      <hour>                        how many SMS went there in an hour; two days
    BUDGET#any<digit>    <hour>                        how many went anywhere, spread by the last digit; two days

Index `state` (sparse, keys only): st = `failed` or `unknown`, st_sort = when; what did not reach anybody.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.notifications.message import Key, Message, MessageMoved, State
from chalicelib.notifications.notice import BusEvent
from chalicelib.shared.clock import from_iso
from chalicelib.shared.dynamo import Model, is_refused
from chalicelib.shared.reach import country_of

_KEPT = timedelta(days=730)
_CODE_KEPT = timedelta(days=2)
_PROVIDER_KEPT = timedelta(days=30)
_BUDGET_KEPT = timedelta(days=2)
# One counter for everybody would be a hot key: there is one for each last digit, with its part of the budget.
_SPREAD = 10
_LISTED = frozenset({State.FAILED, State.UNKNOWN})
_event = msgspec.json.Decoder(BusEvent)


class InState(GlobalSecondaryIndex["MessageRow"]):
    class Meta:
        index_name = "state"
        projection = KeysOnlyProjection()

    st = UnicodeAttribute(hash_key=True)
    st_sort = UnicodeAttribute(range_key=True)


class Row(Model):
    """Every kind of item; `Meta.table_name` is set by wiring."""

    class Meta:
        table_name = "notifications"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    expires = TTLAttribute(null=True)


class MessageRow(Row):
    class Meta(Row.Meta):
        pass

    event = UnicodeAttribute(null=True)
    says = UnicodeAttribute()
    language = UnicodeAttribute()
    target = UnicodeAttribute()
    created_at = UnicodeAttribute()
    changed_at = UnicodeAttribute()
    state = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    provider = UnicodeAttribute(null=True)
    tries = NumberAttribute(default=0)
    unanswered = NumberAttribute(default=0)
    version = NumberAttribute(default=0)
    claim = UnicodeAttribute(null=True)
    st = UnicodeAttribute(null=True)
    st_sort = UnicodeAttribute(null=True)
    in_state = InState()


class ProviderRow(Row):
    class Meta(Row.Meta):
        pass

    message = UnicodeAttribute()


class BudgetRow(Row):
    class Meta(Row.Meta):
        pass

    used = NumberAttribute(default=0)


class DynamoMessages:
    """Keeps messages; every read is consistent."""

    def add(self, message: Message) -> Message:
        """Keep a new message, or return the one that stands under its key."""
        try:
            _row(message).save(condition=MessageRow.pk.does_not_exist())
        except PutError as error:
            if not is_refused(error):
                raise
            return self._standing(message.key)
        return message

    def get(self, key: Key) -> Message | None:
        """Return a message; None if there is none."""
        try:
            return _message(MessageRow.get(key.owner, key.sort, consistent_read=True))
        except MessageRow.DoesNotExist:
            return None

    def many(self, keys: Iterable[Key]) -> dict[Key, Message]:
        """Return messages by key; unknown ones are left out."""
        wanted = [(key.owner, key.sort) for key in dict.fromkeys(keys)]
        found = (_message(row) for row in MessageRow.batch_get(wanted, consistent_read=True))
        return {message.key: message for message in found}

    def change(self, was: Message, now: Message) -> None:
        """Keep a changed message, and take a lost answer of our own for the success that it was.

        :raises MessageMoved: if somebody else changed it first
        """
        unchanged = (MessageRow.version == was.version) | (MessageRow.claim == now.claim)
        try:
            _row(now).save(condition=unchanged)
        except PutError as error:
            if not is_refused(error):
                raise
            raise MessageMoved from None

    def remember(self, provider: str, key: Key, now: datetime) -> None:
        """Remember which message the carrier gave an id to."""
        ProviderRow(f"PROVIDER#{provider}", "PROVIDER", message=key.text, expires=now + _PROVIDER_KEPT).save()

    def sent_as(self, provider: str) -> Key | None:
        """Return the message that the carrier gave an id to."""
        try:
            row = ProviderRow.get(f"PROVIDER#{provider}", "PROVIDER", consistent_read=True)
        except ProviderRow.DoesNotExist:
            return None
        return Key.read(row.message)

    def of_ticket(self, number: str, *, before: str = "", limit: int = 50) -> Sequence[Message]:
        """Return a ticket's messages, newest first, those before a message's `sort`."""
        earlier = MessageRow.sk < before if before else None
        rows = MessageRow.query(f"TICKET#{number}", earlier, scan_index_forward=False, limit=limit)
        return [_message(row) for row in rows]

    def _standing(self, key: Key) -> Message:
        kept = self.get(key)
        if kept is None:
            raise MessageMoved
        return kept


class DynamoBudget:
    """Counts SMS by prefix and hour, and lets none go beyond the allowed countries (API4: SMS pumping)."""

    def __init__(self, countries: frozenset[str], *, an_hour: int = 5000, a_prefix: int = 1000) -> None:
        self._countries = countries
        self._an_hour = an_hour
        self._a_prefix = a_prefix

    def take(self, mobile: str, now: datetime) -> str:
        """Count one SMS to a mobile in E.164; return "" if it may go, else `country` or `budget`."""
        if country_of(mobile) not in self._countries:
            return "country"
        # Six digits of a number name the country and the operator's range, which is how pumping shows itself.
        if self._one_more(mobile[:7], now) > self._a_prefix:
            return "budget"
        return "budget" if self._one_more(f"any{mobile[-1]}", now) > self._an_hour / _SPREAD else ""

    def _one_more(self, prefix: str, now: datetime) -> int:
        row = BudgetRow(f"BUDGET#{prefix}", now.strftime("%Y-%m-%dT%H"))
        row.update(actions=[BudgetRow.used.add(1), BudgetRow.expires.set(now + _BUDGET_KEPT)])
        return int(row.used)


def _row(message: Message) -> MessageRow:
    listed = message.state in _LISTED
    kept = _KEPT if message.event else _CODE_KEPT
    return MessageRow(
        message.key.owner, message.key.sort, says=message.says, language=message.language, target=message.target,
        event=msgspec.json.encode(message.event).decode() if message.event else None, created_at=message.created_at,
        changed_at=message.changed_at, state=message.state.value, reason=message.reason or None,
        provider=message.provider or None, tries=message.tries, unanswered=message.unanswered, claim=message.claim,
        version=message.version, st=message.state.value if listed else None,
        st_sort=message.changed_at if listed else None, expires=from_iso(message.created_at) + kept,
    )  # fmt: skip


def _message(row: Any) -> Message:
    event, audience, channel = row.sk.split("#")
    return Message(
        key=Key(row.pk, event, audience, channel), event=_event.decode(row.event) if row.event else None,
        says=row.says, language=row.language, target=row.target, created_at=row.created_at,
        changed_at=row.changed_at, state=State(row.state), reason=row.reason or "", provider=row.provider or "",
        tries=int(row.tries), unanswered=int(row.unanswered), version=int(row.version), claim=row.claim or "",
    )  # fmt: skip
