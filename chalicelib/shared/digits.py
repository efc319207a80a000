"""Digits as people type them: Arabic-Indic and Persian stand for ASCII."""

_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def ascii_digits(text: str) -> str:
    """Return `text` with every Arabic-Indic and Persian digit as its ASCII one; other digit-like signs stay."""
    return text.translate(_ASCII)
