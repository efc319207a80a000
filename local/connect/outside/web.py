"""The calls under `/telephone/`: what AWS's API does not have, because there people and their telephones do it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from local.connect.api.account import Account
from local.connect.engine import Instance
from local.connect.outside.desks import Desks
from local.connect.outside.lines import Lines
from local.connect.refusals import Refused, Unknown

SHIM = Path(__file__).parents[1] / "streams"
_PAGES = {"streams.js": "text/javascript", "ccp": "text/html"}
_ADDRESSES = Map([
    Rule("/telephone/numbers", methods=["GET"], endpoint="numbers"),
    Rule("/telephone/calls", methods=["POST"], endpoint="call"),
    Rule("/telephone/calls", methods=["GET"], endpoint="calls"),
    Rule("/telephone/calls/<call>/keys", methods=["POST"], endpoint="keys"),
    Rule("/telephone/calls/<call>", methods=["DELETE"], endpoint="hang_up"),
    Rule("/telephone/calls/<call>/events", methods=["GET"], endpoint="happened"),
    Rule("/telephone/agents", methods=["GET"], endpoint="agents"),
    Rule("/telephone/agents/<username>", methods=["GET"], endpoint="snapshot"),
    Rule("/telephone/agents/<username>/events", methods=["GET"], endpoint="snapshots"),
    Rule("/telephone/agents/<username>/endpoints", methods=["GET"], endpoint="endpoints"),
    Rule("/telephone/agents/<username>/<verb>", methods=["POST"], endpoint="do"),
    Rule("/telephone/<any('streams.js', 'ccp'):page>", methods=["GET"], endpoint="page"),
])  # fmt: skip
Json = dict[str, Any]


class Malformed(Exception):
    """A request that cannot be read."""


class Outside:
    """Answers what lies under `/telephone/`; a refusal is 409, what is unknown 404, each with why in `detail`."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._lines: dict[str, Lines] = {}
        self._desks: dict[str, Desks] = {}

    def attach(self, instance: Instance) -> None:
        """Let telephones and softphones reach an instance."""
        self._lines[instance.directory.id], self._desks[instance.directory.id] = Lines(instance), Desks(instance)

    def answer(self, request: Request) -> Response:
        try:
            endpoint, given = _ADDRESSES.bind_to_environ(request.environ).match()
            answer: Callable[..., Response] = getattr(self, f"_{endpoint}")
            return answer(request, **given)
        except Unknown as error:
            return _said({"detail": str(error)}, 404)
        except Refused as error:
            return _said({"detail": str(error)}, 409)
        except Malformed as error:
            return _said({"detail": str(error)}, 422)
        except HTTPException as error:
            return _said({"detail": f"No {request.method} {request.path} here."}, error.code or 404)

    # People's telephones

    def _numbers(self, _request: Request) -> Response:
        found = [(instance, number) for instance in self._account for number in instance.directory.numbers]
        return _said({"items": [
            {"number": number.name, "flow": _named(instance, number.flow),
             "description": number.more.get("PhoneNumberDescription", ""), "tags": number.more.get("Tags", {})}
            for instance, number in found
        ]})  # fmt: skip

    def _call(self, request: Request) -> Response:
        asked = _asked(request)
        number, to = str(asked.get("from") or "anonymous"), asked.get("to")
        for instance in self._account:
            if instance.directory.numbers.find(str(to)):
                contact = self._lines[instance.directory.id].call(number, str(to))
                return _said({"contact": contact}, 201)
        raise Unknown(f"Nobody has the number {to}")

    def _calls(self, request: Request) -> Response:
        number = request.args.get("number", "")
        lines = [self._lines[instance.directory.id] for instance in self._account]
        return _said({"items": [{"contact": call} for each in lines for call in each.of_number(number)]})

    def _keys(self, request: Request, call: str) -> Response:
        self._line(call).press(call, str(_asked(request).get("keys", "")))
        return Response(status=204)

    def _hang_up(self, _request: Request, call: str) -> Response:
        self._line(call).hang_up(call)
        return Response(status=204)

    def _happened(self, request: Request, call: str) -> Response:
        after, wait = (_number(request, name, default) for name, default in (("after", 0.0), ("wait", 25.0)))
        return _said(self._line(call).happened(call, int(after), wait))

    def _line(self, call: str) -> Lines:
        for instance in self._account:
            if call in instance.contacts:
                return self._lines[instance.directory.id]
        raise Unknown(f"There is no call {call}")

    # Softphones

    def _agents(self, _request: Request) -> Response:
        return _said({"items": [
            {"username": user.name, "status": instance.agent(user.id).status.name,
             "online": instance.agent(user.id).online}
            for instance in self._account for user in instance.directory.users
        ]})  # fmt: skip

    def _snapshot(self, _request: Request, username: str) -> Response:
        return _said(self._desk(username).snapshot(username))

    def _snapshots(self, _request: Request, username: str) -> Response:
        desk = self._desk(username)
        desk.agent(username)

        def told() -> Iterator[str]:
            for snapshot in desk.snapshots(username):
                yield ": quiet\n\n" if snapshot is None else f"data: {_text(snapshot)}\n\n"

        return Response(told(), content_type="text/event-stream", headers={"Cache-Control": "no-store"})

    def _endpoints(self, request: Request, username: str) -> Response:
        return _said({"items": self._desk(username).endpoints(username, request.args.getlist("queue"))})

    def _do(self, request: Request, username: str, verb: str) -> Response:
        return _said(self._desk(username).do(username, verb, _asked(request)))

    def _desk(self, username: str) -> Desks:
        for instance in self._account:
            if instance.directory.users.find(username):
                return self._desks[instance.directory.id]
        raise Unknown(f"There is no user {username}")

    def _page(self, _request: Request, page: str) -> Response:
        file = SHIM / ("ccp.html" if page == "ccp" else page)
        return Response(file.read_bytes(), content_type=f"{_PAGES[page]}; charset=utf-8")


def _named(instance: Instance, flow: str | None) -> str | None:
    found = instance.directory.flows.find(flow or "")
    return found.name if found else None


def _asked(request: Request) -> Json:
    try:
        asked = json.loads(request.get_data() or b"{}")
    except ValueError as error:
        raise Malformed(f"The body is no JSON: {error}") from error
    if not isinstance(asked, dict):
        raise Malformed("The body is no JSON object")
    return asked


def _number(request: Request, name: str, default: float) -> float:
    try:
        return float(request.args.get(name, default))
    except ValueError as error:
        raise Malformed(f"{name} is no number") from error


def _said(body: Json, status: int = 200) -> Response:
    return Response(_text(body), status, content_type="application/json")


def _text(body: Json) -> str:
    return json.dumps(body, ensure_ascii=False)
