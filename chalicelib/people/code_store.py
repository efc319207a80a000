"""One-time codes, who holds a number, and counters in DynamoDB (the key table stands in store.py)."""

import msgspec
from botocore.exceptions import ClientError
from pynamodb.exceptions import DeleteError, PynamoDBException, UpdateError

from chalicelib.people.codes import KeptCode
from chalicelib.people.rows import Row, row_at

_MOST_CODES = 10


class DynamoCodes:
    """Codes by their target, tries, and counters by their window; what is expired goes by itself."""

    def keep_code(self, target: str, code: KeptCode, expires: int) -> None:
        Row(f"CODE#{target}", f"C#{code.id}", text=msgspec.json.encode(code).decode(), expires=expires).save()

    def tries(self, target: str) -> int:
        row = row_at(f"CODE#{target}", "TRIES")
        return int(row.n or 0) if row else 0

    def attempt(self, target: str, expires: int) -> tuple[int, tuple[KeptCode, ...]]:
        row = Row(f"CODE#{target}", "TRIES")
        row.update(actions=[Row.n.add(1), Row.expires.set(expires)])
        codes = Row.query(
            f"CODE#{target}", Row.sk.startswith("C#"), consistent_read=True, limit=_MOST_CODES, scan_index_forward=False
        )
        return int(row.n or 0), tuple(msgspec.json.decode(code.text or "", type=KeptCode) for code in codes)

    def burn(self, target: str, id: str) -> bool:
        try:
            Row(f"CODE#{target}", f"C#{id}").delete(condition=Row.pk.exists())
        except DeleteError as error:
            if not _is_refusal(error):
                raise
            return False
        return True

    def held_since(self, target: str) -> str:
        row = row_at(f"HOLDER#{target}", "HOLDER")
        return row.text or "" if row else ""

    def hand_on(self, target: str, since: str) -> None:
        Row(f"HOLDER#{target}", "HOLDER", text=since).save()

    def add(self, key: str, window: int, *, most: int, expires: int) -> bool:
        try:
            Row(f"LIMIT#{key}", str(window)).update(
                actions=[Row.n.add(1), Row.expires.set(expires)], condition=Row.n.does_not_exist() | (Row.n < most)
            )
        except UpdateError as error:
            if not _is_refusal(error):
                raise
            return False
        return True

    def counted(self, key: str, window: int) -> int:
        row = row_at(f"LIMIT#{key}", str(window))
        return int(row.n or 0) if row else 0


def _is_refusal(error: PynamoDBException) -> bool:
    """Return whether a condition failed; a call without an answer has a cause without one, too."""
    cause = error.cause
    return isinstance(cause, ClientError) and cause.response["Error"]["Code"] == "ConditionalCheckFailedException"
