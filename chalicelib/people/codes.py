"""One-time codes (رمز التحقق): six digits that prove for five minutes that somebody holds a mobile or an address.

All numbers of the defence stand here. Their arithmetic, by calendar day (at the seam of two days it may double):

- One target: at most 10 codes a day, 3 tries a code, 10^6 codes: 10 x 3 / 10^6 = 3 in 100,000 that somebody guesses
  one of a given person's codes.
- All targets, sprayed: a try can only succeed where a code is alive. After 240 wrong ones an hour no more are
  taken, so at most 24 x 240 = 5,760 tries a day. One code alive at each target: 5,760 / 10^6 = 0.6 % a day that any
  guess at all succeeds; three alive (the most of an hour): 1.7 %. So it takes an attack of two to five months, with the
  breaker open and its alarm ringing all that time, for one session. Honest: 10,000 tickets a day make some 60 wrong
  codes in the busiest hour.
- Cost: at most 3,000 codes an hour are sent (0.09 $ each by SMS: 270 $), 60 an hour to one block of 10,000 numbers
  (SMS pumping buys whole blocks), and only to the countries that the deployment names.
- A client is an address, and in the Gulf thousands of people share one (CGNAT): so its limits are wide.
"""

import hmac
from datetime import datetime, timedelta

import msgspec

from chalicelib.people.limits import Limit
from chalicelib.shared.clock import from_iso
from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid, Unauthenticated
from chalicelib.shared.reach import normal_email, normal_mobile
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_line

DIGITS = 6
VALID = timedelta(minutes=5)
TRIES = 3
_HOUR, _DAY = 3600, 86400
PER_TARGET_AN_HOUR = Limit(name="code-hour", most=3, seconds=_HOUR)
PER_TARGET_A_DAY = Limit(name="code-day", most=10, seconds=_DAY)
PER_BLOCK = Limit(name="code-block", most=60, seconds=_HOUR)
ALL_SENT = Limit(name="codes-sent", most=3000, seconds=_HOUR, shards=10)
ALL_ASKED = Limit(name="codes-asked", most=12000, seconds=_HOUR, shards=10)
ASKED_BY_CLIENT = Limit(name="codes-client", most=300, seconds=600)
TRIED_BY_CLIENT = Limit(name="tries-client", most=300, seconds=600)
WRONG = Limit(name="codes-wrong", most=240, seconds=_HOUR, shards=8)
# A wrong code where none is alive cannot succeed: it is counted apart, or anybody could open the breaker for nothing.
IDLE = Limit(name="codes-idle", most=1_000_000, seconds=_HOUR, shards=8)
_LAST_DIGITS = 4


class WrongCode(Unauthenticated):
    """The code is wrong, used, or over; or nobody was sent one: the two are never told apart."""


class Target(msgspec.Struct, frozen=True):
    """What a code is sent to: `kind` is mobile (E.164) or email (lower case)."""

    kind: str
    value: str

    def name(self, secret: Secret) -> str:
        """Return the target's name in keys, an HMAC."""
        return secret.text("code-target", self.kind, self.value)

    @property
    def block(self) -> str:
        """Return the block of 10,000 numbers that a mobile belongs to; "" for an address, for mail costs nobody."""
        return self.value[:-_LAST_DIGITS] if self.kind == "mobile" else ""


class KeptCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code as it is kept: `mac` instead of it, `tries` that were made at the target before it was."""

    id: str
    mac: str
    until: str
    tries: int


def read_target(mobile: str, email: str, country: str) -> Target:
    """Return the target that somebody typed, exactly one of the two.

    :raises Invalid: naming `mobile` or `email`
    """
    if mobile and email:
        raise Invalid.field("email", "not-allowed")
    if email:
        return Target("email", normal_email(email))
    if mobile:
        return Target("mobile", normal_mobile(mobile, country))
    raise Invalid.field("mobile", "missing")


def kept_code(secret: Secret, target: Target, code: str, *, id: str, now: datetime, tries: int) -> KeptCode:
    """Return what is kept of a new code."""
    until = (now + VALID).isoformat()
    return KeptCode(id=id, mac=_mac(secret, target, id, code), until=until, tries=tries)


def alive(codes: tuple[KeptCode, ...], *, tries: int, now: datetime) -> tuple[KeptCode, ...]:
    """Return the codes that the latest try, the target's `tries`-th, may still meet."""
    return tuple(code for code in codes if now < from_iso(code.until) and tries - code.tries <= TRIES)


def matching(secret: Secret, target: Target, codes: tuple[KeptCode, ...], typed: str) -> KeptCode | None:
    """Return the code that was typed, in any digits; every kept one is compared, whatever the first ones say."""
    digits = clean_line(ascii_digits(typed)).replace(" ", "").replace("-", "")
    met = [code for code in codes if hmac.compare_digest(code.mac, _mac(secret, target, code.id, digits))]
    return met[0] if met else None


def _mac(secret: Secret, target: Target, id: str, code: str) -> str:
    return secret.text("code", target.kind, target.value, id, code, size=32)
