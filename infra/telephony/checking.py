"""All flows, checked as Amazon Connect would check them, before anything is deployed."""

from collections.abc import Iterator, Sequence

from infra.flows import Flow, Sources
from local.connect.language.validate import check_content


class FlowsRefused(Exception):
    """Flows cannot be published; each line names a flow and says why."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("flows are refused:\n" + "\n".join(f"  {reason}" for reason in reasons))


def check_flows(sources: Sources | None = None) -> int:
    """Check every flow in each language, every tree for one body; return how many.

    :raises FlowsRefused: with all that is wrong
    """
    sources = sources or Sources()
    flows = sources.flows({tree: tree for tree in sources.trees})
    if refused := [line for flow in flows.values() for line in _wrong(flow)]:
        raise FlowsRefused(refused)
    return len(flows)


def _wrong(flow: Flow) -> Iterator[str]:
    report = check_content(flow.content, name=flow.name, kind=flow.kind)
    for problem in () if report.ok else report.problems:
        yield f"{flow.name}: {problem.message}"
