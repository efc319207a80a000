"""The whole configuration: what follows bodies' data, as the service keeps it, and the flows that only we publish."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from chalicelib.contacts.exchange.configuring import connect_house, keep_house
from chalicelib.contacts.exchange.house import Line
from chalicelib.contacts.exchange.instance import Exchange, id_of
from chalicelib.contacts.telephony import Installation
from infra.flows import Sources
from infra.telephony.flows import keep_flows, rendered, switch_off


class NothingToConfigure(Exception):
    """No body has a switchboard yet."""


def configure(
    exchange: Exchange, lines: Sequence[Line], functions: Mapping[str, str], today: date, before: Installation,
    sources: Sources | None = None,
) -> Installation:  # fmt: skip
    """Configure an instance for all bodies with a switchboard; return where everything is.

    What Connect refuses of a body is kept in `exchange`, and all else goes on.

    :param functions: the ARNs of the functions that flows call, by their names
    :param before: the last configuration, which says what to switch off
    :raises FlowsRefused: if flows cannot be published; what was configured before them stands
    :raises NothingToConfigure: if there is no switchboard
    """
    if not lines:
        raise NothingToConfigure("no body has a switchboard: PUT /v1/organisation/switchboard first")
    flows = rendered(lines, sources or Sources())
    everybody = msgspec.structs.replace(before, seated={}, leads={})
    house = keep_house(exchange, lines, lines, today, everybody)
    arns = keep_flows(exchange, flows, house.places, functions)
    ids = {name: id_of(arn) for name, arn in arns.items()}
    switch_off(exchange, before.flows, ids)
    made = connect_house(exchange, lines, lines, msgspec.structs.replace(house, flows=ids))
    return msgspec.structs.replace(made, **where(exchange))


def where(exchange: Exchange) -> dict[str, Any]:
    """Return where an instance is; from there the service goes on."""
    region = exchange.connect.meta.region_name
    return {"instance": exchange.instance, "arn": exchange.arn, "region": region, "follows": True}
