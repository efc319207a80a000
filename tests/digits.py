"""Digits as people type them on an Arabic keyboard."""

_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def arabic_digits(text: str) -> str:
    """Return a text with every ASCII digit as its Arabic-Indic one."""
    return text.translate(_ARABIC)
