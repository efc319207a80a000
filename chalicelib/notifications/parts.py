"""How many parts an SMS takes: 70 UCS-2 or 160 GSM-7 characters in one, 67 or 153 in each of several (3GPP TS 23.038).

Arabic is sent as UCS-2, where a sign outside the basic plane, such as an emoji, counts twice and is not cut in two.
"""

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_ESCAPED = frozenset("\f^{}\\[~]|€")
ONE_GSM, MANY_GSM = 160, 153
ONE_UCS2, MANY_UCS2 = 70, 67


def is_gsm(text: str) -> bool:
    """Return whether a text can be sent in the GSM alphabet of 7 bits."""
    return all(sign in _GSM or sign in _GSM_ESCAPED for sign in text)


def length(text: str) -> int:
    """Return how many characters of its alphabet a text takes."""
    return sum(_sizes(text))


def parts(text: str) -> int:
    """Return how many parts a text is sent in."""
    sizes = _sizes(text)
    one, many = (ONE_GSM, MANY_GSM) if is_gsm(text) else (ONE_UCS2, MANY_UCS2)
    return 1 if sum(sizes) <= one else _filled(sizes, many)


def _sizes(text: str) -> list[int]:
    if is_gsm(text):
        return [2 if sign in _GSM_ESCAPED else 1 for sign in text]
    return [2 if ord(sign) > 0xFFFF else 1 for sign in text]


def _filled(sizes: list[int], room: int) -> int:
    """Return how many parts of `room` the signs fill; a sign of two characters is never split."""
    count, left = 1, room
    for size in sizes:
        if size > left:
            count, left = count + 1, room
        left -= size
    return count
