"""Texts as people type them: cleaned for keeping, folded for comparing."""

import re
import unicodedata

from chalicelib.shared.digits import ascii_digits

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_FOLDED = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_GAPS = re.compile(r"\s+")


def clean_line(text: str) -> str:
    """Return a name or subject as one line, without controls or the signs that reverse text (keeps ZWJ, ZWNJ)."""
    return _GAPS.sub(" ", _CONTROLS.sub("", _BIDI.sub("", unicodedata.normalize("NFC", text)))).strip()


def clean_text(text: str) -> str:
    """Return a longer text with its line ends, without controls and overriding signs."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROLS.sub("", _BIDI.sub("", normal)).strip()


def folded(text: str) -> str:
    """Return `text` as it is compared: case, hamza, ta marbuta, alif maqsura, marks, tatweel and digits folded.

    Source: the spelling differences listed in R162.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_FOLDED)
    return _GAPS.sub(" ", re.sub(r"[^\w\s]", " ", ascii_digits(plain).casefold())).strip()


def tokens(text: str) -> frozenset[str]:
    """Return the folded words of `text`, of two characters and more."""
    return frozenset(word for word in folded(text).split() if len(word) > 1)
