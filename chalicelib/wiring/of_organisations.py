"""Bodies and staff."""

from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.organisations.actions import Context as Organisations


def organisations() -> "Organisations":
    """Return what the actions on bodies and staff need; other features read bodies through its `recent`."""
    return plug.once("organisations", _organisations)


def _organisations() -> "Organisations":
    from chalicelib.organisations.actions import Context
    from chalicelib.organisations.identities import CognitoIdentities
    from chalicelib.organisations.store import DynamoRegister, Row

    Row.Meta.table_name = plug.settings().organisations_table
    return Context(
        register=DynamoRegister(),
        identities=CognitoIdentities(plug.settings().user_pool_id),
        clock=plug.clock(),
        recalculate=_recalculate,
        open_in=_open_in,
    )


def _open_in(body: str, section: str) -> int:
    """Return how many tickets stand in a section's queue."""
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.lists import Index, Stretch

    wiring.tickets()
    lists = DynamoLists(shards=plug.settings().worklist_shards)
    return lists.count(Stretch(Index.WORKLIST, f"{body}#section:{section}"))


def _recalculate(body: str, cause: str, code: str, version: int) -> None:
    """Have the clocks of a body's open tickets counted again."""
    from chalicelib.shared.aws import client
    from chalicelib.shared.workflows import StepFunctionsWorkflow

    workflow = StepFunctionsWorkflow(plug.settings().recalculate_arn, lambda: client("stepfunctions"))
    given = {"body": body, "cause": cause, "code": code, "version": version}
    workflow.start(f"{body}-{cause}-{code}-{version}", given)
