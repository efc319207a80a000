"""An e-mail as it is sent: plain text and HTML, right to left for Arabic, in one thread for each ticket.

Nothing is fetched from outside, and every fact is escaped. Headers are made by the standard library, which refuses
line ends in them; no free text stands in one but the body's name.
"""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from chalicelib.notifications.message import Key
from chalicelib.notifications.text import Listed, Text

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{subject}</title></head>
<body style="margin:0;padding:24px;background:#f4f4f2;font-family:Tahoma,Arial,sans-serif;color:#1b1b1b">
<div lang="{language}" dir="{direction}" style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff;\
border-top:4px solid #92722a;text-align:{side};line-height:1.7;font-size:16px">
{content}
</div>
</body>
</html>
"""
_PARAGRAPH = '<p style="margin:0 0 16px">{}</p>'
_GREETING = '<p style="margin:0 0 16px;white-space:pre-line">{}</p>'
_LINES = '<ul style="margin:0 0 16px;padding-inline-start:20px">{}</ul>'
_LINE = "<li>{}</li>"
_QUOTE = (
    '<blockquote dir="auto" style="margin:0 0 16px;padding:12px 16px;background:#f7f3ea;'
    'border-inline-start:4px solid #92722a;white-space:pre-line">{}</blockquote>'
)
_BUTTON = (
    '<p style="margin:0 0 16px"><a href="{}" style="display:inline-block;padding:10px 20px;background:#92722a;'
    'color:#ffffff;text-decoration:none">{}</a></p>'
)
_SMALL = '<p style="margin:16px 0 0;font-size:13px;color:#5a5a5a">{}</p>'


def email(text: Text, *, to: str, sender: str, key: Key, at: datetime) -> bytes:
    """Return a whole message; `sender` is the address that it comes from.

    The subject is the same for every message of a ticket, and each refers to the ticket's own id, so that mail
    programs keep them together; answers come to `<local>+<number>@<domain>`. Its Message-ID is made from the event,
    so a message that is sent again is the same one. (SES writes its own Message-ID; other carriers keep ours.)
    """
    local, _, domain = sender.partition("@")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=text.sender, addr_spec=sender)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = text.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{key.text}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if text.number and not text.internal:
        message["Reply-To"] = Address(addr_spec=f"{local}+{text.number}@{domain}")
    if text.number:
        message["In-Reply-To"] = message["References"] = f"<ticket.{text.number}@{domain}>"
    message.set_content(plain(text), cte="base64")
    message.add_alternative(html(text), subtype="html", cte="base64")
    # Only now: making the message multipart would have moved it into the first part.
    message["Content-Language"] = text.language
    return message.as_bytes()


def plain(text: Text) -> str:
    """Return the message as plain text."""
    link = f"{text.action}:\n{text.link}" if text.action else ""
    lists = ("\n".join(filter(None, (listed.heading, *listed.lines))) for listed in text.lists)
    blocks = (text.greeting, text.opening, text.quoted, *lists, text.closing, link, text.sender, text.footer)
    return "\n\n".join(block for block in blocks if block) + "\n"


def html(text: Text) -> str:
    """Return the message as a page of HTML with its language and direction."""
    blocks = (
        _filled(_GREETING, text.greeting),
        _filled(_PARAGRAPH, text.opening),
        _filled(_QUOTE, text.quoted),
        *map(_listed, text.lists),
        _filled(_PARAGRAPH, text.closing),
        _BUTTON.format(escape(text.link), escape(text.action)) if text.action else "",
        _filled(_PARAGRAPH, text.sender),
        _filled(_SMALL, text.footer),
    )
    direction, side = ("rtl", "right") if text.language == "ar" else ("ltr", "left")
    return _PAGE.format(
        language=text.language, direction=direction, side=side, subject=escape(text.subject),
        content="\n".join(block for block in blocks if block),
    )  # fmt: skip


def _listed(listed: Listed) -> str:
    lines = "".join(_filled(_LINE, line) for line in listed.lines)
    return _filled(_PARAGRAPH, listed.heading) + _LINES.format(lines) if lines else ""


def _filled(block: str, text: str) -> str:
    return block.format(escape(text)) if text else ""
