"""The port that boto3's clients speak with: `endpoint_url="http://127.0.0.1:4570"` for all three services."""

import logging
import re
from collections.abc import Callable, Iterable
from threading import Thread
from typing import TYPE_CHECKING, Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from local.connect.api import wire
from local.connect.api.account import Account, calling_region
from local.connect.api.errors import ApiError, InvalidRequest, ResourceNotFound, Throttled, UnknownOperation
from local.connect.api.quotas import Throttle
from local.connect.api.registry import performed
from local.connect.refusals import Refused, Unknown

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PORT = 4570
SOON = 0.05
"""Seconds until a server that is closed notices."""
READS = ("Describe", "Get", "List", "Search")
"""How the names of operations begin that change nothing."""
_REGION = re.compile(r"Credential=[^/]+/\d+/([\w-]+)/")
Beside = Callable[[Request], Response]
_log = logging.getLogger(__name__)


class Service:
    """The three services of an account, as a WSGI application.

    `beside` answers what lies under `/telephone/`; without a `throttle` every request is performed.
    """

    def __init__(self, account: Account, beside: Beside | None = None, throttle: Throttle | None = None) -> None:
        self._account, self._performed, self._beside, self._throttle = account, performed(), beside, throttle

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        if self._beside and request.path.startswith("/telephone/"):
            return self._beside(request)(environ, start)
        return self._answered(request)(environ, start)

    def _answered(self, request: Request) -> Response:
        model = None
        try:
            signed = _REGION.search(request.headers.get("Authorization", ""))
            calling_region.set(signed[1] if signed else "")
            service, model, path = wire.find(request)
            return wire.answer(model, self._perform(wire.read(request, service, model, path)))
        except ApiError as error:
            return wire.refuse(error, model)
        except Unknown as error:
            return wire.refuse(ResourceNotFound(str(error)), model)
        except Refused as error:
            return wire.refuse(InvalidRequest(str(error)), model)
        except Exception as error:
            _log.exception("%s failed", model and model.name)
            return wire.refuse(ApiError(f"The engine failed: {error}"), model)

    def _perform(self, asked: wire.Asked) -> dict[str, Any] | None:
        if self._throttle and not self._throttle.lets(asked.model.name):
            raise Throttled("Rate exceeded")
        perform = self._performed.get((asked.service, asked.model.name))
        if perform is None:
            raise UnknownOperation(f"The engine does not perform {asked.model.name}")
        answer = perform(self._account, asked.members)
        if not asked.model.name.startswith(READS):
            self._account.changed()
        return answer


class _Quiet(WSGIRequestHandler):
    """Requests are not worth a line each: what happens is in the engine's log."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class Server:
    """A server on 127.0.0.1 that runs until it is closed; port 0 takes a free one."""

    def __init__(
        self, account: Account, port: int = PORT, beside: Beside | None = None, throttle: Throttle | None = None
    ) -> None:
        self._account, service = account, Service(account, beside, throttle)
        self._server: BaseWSGIServer = make_server("127.0.0.1", port, service, threaded=True, request_handler=_Quiet)
        self._thread = Thread(target=self._server.serve_forever, args=(SOON,), name="connect-api", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stop answering, and close the instances."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._account.close()
