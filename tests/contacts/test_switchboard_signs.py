"""What a pattern lets through and the telephony does not is refused when a switchboard is set."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.contacts.boards import BOARD, MAIN
from tests.contacts.test_switchboards import faults

QUEUE, EXTENSION = BOARD.queues[0], BOARD.extensions[0]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"queues": (replace(QUEUE, label=f"{QUEUE.label}\n"), *BOARD.queues[1:])}, "queues.0.label"),
        ({"queues": (replace(QUEUE, code=f"{QUEUE.code}\n"), *BOARD.queues[1:])}, "queues.0.code"),
        ({"dispositions": (replace(BOARD.dispositions[0], code="x\n"),)}, "dispositions.0.code"),
        ({"numbers": (f"{MAIN}\n",)}, "numbers.0"),
        ({"numbers": ("+٩٦٨٢٤٠٠٠٠٠١",)}, "numbers.0"),
        ({"extensions": (replace(EXTENSION, number="+96824٠٠٠٠٠١", queue="", staff=""),)}, "extensions.0.number"),
    ],
)
def test_signs_that_the_telephony_does_not_take_are_refused(facts: dict[str, Any], field: str) -> None:
    assert faults(**facts)[field] == "wrong-format"
