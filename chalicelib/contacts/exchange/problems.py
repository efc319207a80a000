"""What of a body's switchboard the telephony does not have, and since when. Pure."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Part = Literal["hours", "queue", "status", "profile", "user", "quick_connect", "number", "flow"]
Reason = Literal["quota", "name", "refused", "awaits-deployment"]
State = Literal["none", "waiting", "configured", "incomplete", "refused"]


class ExchangeProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A part that is not there: a quota is used up, its name is taken, it is refused, or its flow is not there yet."""

    part: Part
    name: Annotated[str, Meta(max_length=250)]
    reason: Reason


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """What was last configured of a body: marks of what was wanted (`hours` of its calendars alone), and when."""

    body: str
    mark: str
    hours: str
    at: str
    problems: tuple[ExchangeProblem, ...] = ()

    @property
    def state(self) -> State:
        """Return whether all of it is there; what comes with a deployment is not refused."""
        if any(problem.reason != "awaits-deployment" for problem in self.problems):
            return "refused"
        return "incomplete" if self.problems else "configured"
