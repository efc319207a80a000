"""The whole configuration, in the order in which each part needs those before it."""

from collections.abc import Mapping, Sequence
from datetime import date

from chalicelib.contacts.hours_keeping import HoursKeeper, wanted_hours
from chalicelib.contacts.telephony import Installation
from infra.flows import Sources
from infra.telephony.exchange import Exchange, id_of
from infra.telephony.flows import keep_flows, rendered, switch_off
from infra.telephony.house import Line, people_of
from infra.telephony.numbers import keep_numbers
from infra.telephony.people import keep_people, keep_statuses
from infra.telephony.queues import keep_queues, let_call_out
from infra.telephony.quick import keep_quick_connects


class NothingToConfigure(Exception):
    """No body has a switchboard yet."""


def configure(
    exchange: Exchange, lines: Sequence[Line], functions: Mapping[str, str], today: date, before: Installation,
    sources: Sources | None = None,
) -> Installation:  # fmt: skip
    """Configure an instance for all bodies with a switchboard; return where everything is.

    :param functions: the ARNs of the functions that flows call, by their names
    :param before: the last configuration, which says what to switch off
    :raises FlowsRefused: if flows cannot be published; what was configured before them stands
    :raises NothingToConfigure: if there is no switchboard
    """
    if not lines:
        raise NothingToConfigure("no body has a switchboard: PUT /v1/organisation/switchboard first")
    sources = sources or Sources()
    flows = rendered(lines, sources)
    hours = HoursKeeper(exchange.connect, exchange.instance).keep(
        {name: wanted for line in lines for name, wanted in wanted_hours(line.body, line.switchboard, today).items()}
    )
    queues = keep_queues(exchange, lines, hours)
    statuses = keep_statuses(exchange)
    users = keep_people(exchange, people_of(lines), queues)
    arns = keep_flows(exchange, flows, lines, queues, functions)
    switch_off(exchange, before.flows, {name: id_of(arn) for name, arn in arns.items()})
    keep_quick_connects(exchange, lines, queues, users, arns)
    numbers = keep_numbers(exchange, lines, arns, sources)
    let_call_out(exchange, lines, queues, numbers, arns)
    return Installation(
        instance=exchange.instance,
        arn=exchange.arn,
        region=exchange.connect.meta.region_name,
        recordings=before.recordings,
        softphone=before.softphone,
        script=before.script,
        queues=queues,
        users=users,
        statuses=statuses,
        flows={name: id_of(arn) for name, arn in arns.items()},
    )
