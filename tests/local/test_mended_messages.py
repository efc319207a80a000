"""Messages of the laptop's cloud: what was sent is still read after a stop."""

from collections.abc import Callable
from typing import Any

from local.mends import messages

Stock = Callable[[str], Any]
MAIL = {"MessageId": "m-1", "To": ["khalid@sawari.example"], "Subject": "تصعيد"}


def after_a_stop(mails: Any) -> list[Any]:
    """Return the mails that are there when what was written down at a stop is read again."""
    mails._sent_emails_list().append(dict(MAIL))
    kept = mails.get_state()
    mails._sent_emails.clear()
    mails.load_persisted_state(kept)
    found = list(mails._sent_emails_list())
    mails._sent_emails.clear()
    return found


def test_mails_that_were_sent_outlast_a_stop(stock: Stock) -> None:
    mails = stock("ses")
    assert after_a_stop(mails) == []
    messages.keep_mails()
    assert after_a_stop(mails) == [MAIL]
