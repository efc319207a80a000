"""What is remembered of callers and calls, in the contacts table (rows.py).

pk                 sk         holds
CALLER#<hmac>      LANGUAGE   the language that a caller chose; gone a year after (`expires`)
CONTACT#<id>       SURVEY     what the caller said of the call
"""

from contextlib import suppress
from datetime import timedelta

import msgspec
from pynamodb.exceptions import PutError

from chalicelib.contacts.memories import Choice, Survey
from chalicelib.contacts.rows import Row
from chalicelib.shared.clock import from_iso
from chalicelib.shared.dynamo import is_refused

_YEAR = timedelta(days=366)
_TRIES = 5
_choice = msgspec.json.Decoder(Choice)
_survey = msgspec.json.Decoder(Survey)


class DynamoMemories:
    """The memories of every body; one read or write each."""

    def choice(self, caller: str) -> Choice | None:
        row = _get(f"CALLER#{caller}", "LANGUAGE")
        return _choice.decode(row.doc or "") if row else None

    def choose(self, caller: str, choice: Choice) -> None:
        doc = msgspec.json.encode(choice).decode()
        Row(f"CALLER#{caller}", "LANGUAGE", row="language", doc=doc, expires=from_iso(choice.at) + _YEAR).save()

    def survey(self, contact: str) -> Survey | None:
        row = _get(f"CONTACT#{contact}", "SURVEY")
        return _survey.decode(row.doc or "") if row else None

    def answer(self, contact: str, *, score: int = 0, reason: int = 0, at: str) -> None:
        """Keep an answer; the score and the reason come one after the other, and meet only when one is repeated."""
        for last in reversed(range(_TRIES)):
            row = _get(f"CONTACT#{contact}", "SURVEY")
            before = _survey.decode(row.doc or "") if row else Survey()
            after = Survey(score=score or before.score, reason=reason or before.reason, at=at)
            doc = msgspec.json.encode(after).decode()
            version = int(row.version or 0) if row else 0
            try:
                Row(f"CONTACT#{contact}", "SURVEY", row="survey", doc=doc, version=version + 1).save(
                    condition=(Row.version == version) if row else Row.pk.does_not_exist()
                )
            except PutError as error:
                if not is_refused(error) or not last:
                    raise
                continue
            return


def _get(pk: str, sk: str) -> Row | None:
    with suppress(Row.DoesNotExist):
        return Row.get(pk, sk, consistent_read=True)
    return None
