"""Amazon Connect on this machine, as a part of the running stack (`python -m local.telephone`).

One port answers boto3's clients and, under `/telephone/`, plays what lies outside of AWS: telephones and softphones.
"""

import faulthandler
import json
import logging
import signal
import threading
import time
from pathlib import Path
from typing import Any

from werkzeug.wrappers import Request, Response

from local.connect.api.account import REGION, Account, calling_region
from local.connect.api.quotas import Throttle
from local.connect.api.server import Server
from local.connect.clock import RealClock
from local.connect.delivery import Delivery
from local.connect.deployed import DeployedFunctions
from local.connect.engine import Instance
from local.connect.functions import Pooled
from local.connect.keeping import Configuration, Keeper, directory_of, kept_of
from local.connect.log import Log
from local.connect.outside.web import Outside
from local.connect.places import Places, clients
from local.connect.resources import Directory
from local.settings import ACCOUNT, Settings


class Wall:
    """The stack's time: the machine's clock, ahead by the offset that the cloud keeps in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.read()

    def read(self) -> None:
        """Look how far the clock was moved."""
        self._offset = float((self._file.read_text() if self._file.exists() else "") or 0)

    def __call__(self) -> float:
        return time.time() + self._offset


class Engines:
    """The account's instances, with what they keep on the disk."""

    def __init__(self, settings: Settings) -> None:
        self.wall = Wall(settings.clock_file)
        self._folder = settings.connect_state
        self._keeper = Keeper(self._folder / "configuration.json")
        self._client = clients()
        self.deliveries: dict[str, Delivery] = {}
        self.account = Account(
            lambda id_, alias: self._made(Directory(ACCOUNT, calling_region.get() or REGION, id_, alias))
        )
        self._outside = Outside(self.account)
        kept = self._keeper.read()
        self.account.answers = {(operation, token): answer for operation, token, answer in kept.answers}
        for one in kept.instances:
            self.account.add(self._made(directory_of(one)))
        self.account.changed = self._keep

    def _made(self, directory: Directory) -> Instance:
        folder = self._folder / directory.id
        log = Log(folder / "log.jsonl")
        functions = DeployedFunctions(region=directory.region)
        made = Instance(RealClock(self.wall), directory=directory, functions=functions, log=log)
        places = Places(directory, self._client)
        self.deliveries[directory.id] = Delivery(made, places, folder / "told")
        self._outside.attach(made)
        return made

    def _keep(self) -> None:
        answers = [(operation, token, answer) for (operation, token), answer in list(self.account.answers.items())]
        kept = [kept_of(instance.directory) for instance in self.account]
        self._keeper.keep(Configuration(instances=kept, answers=answers))

    def _look_at_the_clock(self) -> None:
        self.wall.read()
        for clock in self._clocks():
            clock.wake()

    def _clocks(self) -> list[RealClock]:
        return [instance.clock for instance in self.account if isinstance(instance.clock, RealClock)]

    def _rest(self) -> dict[str, Any]:
        """Tell what is at work now, and when the next call goes on by itself."""
        found = ["telephone calls"] if any(clock.busy for clock in self._clocks()) else []
        pools = (instance.invoker for instance in self.account)
        found += ["functions of flows"] if any(isinstance(pool, Pooled) and pool.running for pool in pools) else []
        found += ["telephone records"] if any(delivery.busy for delivery in self.deliveries.values()) else []
        return {"busy": found, "next": min((at for clock in self._clocks() if (at := clock.next())), default=None)}

    def close(self) -> None:
        """Tell what is still to be told, and stop the instances."""
        for delivery in self.deliveries.values():
            delivery.close()
        self.account.close()

    def answer(self, request: Request) -> Response:
        """Answer what lies under `/telephone/`: what the stack asks of the engine here, the rest `outside`."""
        match request.method, request.path:
            case "GET", "/telephone/health":
                return _said({"ready": True})
            case "GET", "/telephone/rest":
                return _said(self._rest())
            case "POST", "/telephone/clock":
                self._look_at_the_clock()
                return _said(self._rest())
        return self._outside.answer(request)


def _said(body: dict[str, Any]) -> Response:
    return Response(json.dumps(body), content_type="application/json")


def main() -> None:
    """Serve until a SIGINT or SIGTERM."""
    faulthandler.register(signal.SIGUSR1)
    logging.basicConfig(format="%(asctime)s %(message)s")
    settings = Settings.from_env()
    engines = Engines(settings)
    server = Server(engines.account, settings.connect_port, engines.answer, Throttle() if settings.throttled else None)
    over = threading.Event()

    def end(*_: Any) -> None:
        over.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    over.wait()
    server.close()
    engines.close()


if __name__ == "__main__":
    main()
