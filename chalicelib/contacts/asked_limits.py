"""How often one caller may ask for what tells or costs something; callers who hide their number share one measure.

Honest callers stay far below: a state twice, a code once. A script that dials learns nothing and sends little.
"""

from chalicelib.contacts.asked import Asked, Context
from chalicelib.people.limits import Limit

_HOUR, _DAY = 3600, 86400
STATES = Limit(name="voice-states", most=30, seconds=_HOUR)
CODES = Limit(name="voice-codes", most=5, seconds=_HOUR)
TRIES = Limit(name="voice-tries", most=9, seconds=_HOUR)
"""Three codes with three tries each."""
CALLBACKS = Limit(name="voice-callbacks", most=6, seconds=_DAY)
_HIDDEN = 20
"""So many callers who hide their number may ask as often as one who shows it."""


def allowed(context: Context, limit: Limit, asked: Asked) -> bool:
    """Count one for the caller; False if the caller has asked too often."""
    if asked.caller:
        return context.people.limits.spend(limit, asked.caller)
    hidden = Limit(name=f"{limit.name}-hidden", most=limit.most * _HIDDEN, seconds=limit.seconds)
    return context.people.limits.spend(hidden)
