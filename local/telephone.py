"""Amazon Connect on this machine, as a part of the running stack (`python -m local.telephone`).

One port answers boto3's clients and, under `/telephone/`, plays what lies outside of AWS: telephones and softphones.
"""

import faulthandler
import logging
import signal
import threading
import time
from pathlib import Path
from typing import Any

from werkzeug.wrappers import Request, Response

from local.connect.api.account import Account, calling_region
from local.connect.api.server import Server
from local.connect.clock import RealClock
from local.connect.delivery import Delivery
from local.connect.deployed import DeployedFunctions
from local.connect.engine import Instance
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


class Exchange:
    """The account's instances, with what they keep on the disk."""

    def __init__(self, settings: Settings) -> None:
        self.wall = Wall(settings.clock_file)
        self._folder = settings.connect_state
        self._keeper = Keeper(self._folder / "configuration.json")
        self._client = clients()
        self.deliveries: dict[str, Delivery] = {}
        self.account = Account(lambda id_, alias: self._made(Directory(ACCOUNT, calling_region.get(), id_, alias)))
        self._outside = Outside(self.account)
        kept = self._keeper.read()
        self.account.answers = {(operation, token): answer for operation, token, answer in kept.answers}
        for one in kept.instances:
            self.account.add(self._made(directory_of(one)))
        self.account.changed = self._keep

    def _made(self, directory: Directory) -> Instance:
        folder = self._folder / directory.id
        log = Log(folder / "log.jsonl")
        made = Instance(RealClock(self.wall), directory=directory, functions=DeployedFunctions(), log=log)
        places = Places(directory, self._client)
        self.deliveries[directory.id] = Delivery(made, places, folder / "told")
        self._outside.attach(made)
        return made

    def _keep(self) -> None:
        answers = [(operation, token, answer) for (operation, token), answer in list(self.account.answers.items())]
        kept = [kept_of(instance.directory) for instance in self.account]
        self._keeper.keep(Configuration(instances=kept, answers=answers))

    def close(self) -> None:
        """Tell what is still to be told, and stop the instances."""
        for delivery in self.deliveries.values():
            delivery.close()
        self.account.close()

    def answer(self, request: Request) -> Response:
        """Answer what lies under `/telephone/`."""
        if request.path == "/telephone/health":
            return Response('{"ready": true}', content_type="application/json")
        return self._outside.answer(request)


def main() -> None:
    """Serve until a SIGINT or SIGTERM."""
    faulthandler.register(signal.SIGUSR1)
    logging.basicConfig(format="%(asctime)s %(message)s")
    settings = Settings.from_env()
    exchange = Exchange(settings)
    server = Server(exchange.account, settings.connect_port, exchange.answer)
    over = threading.Event()

    def end(*_: Any) -> None:
        over.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    over.wait()
    server.close()
    exchange.close()


if __name__ == "__main__":
    main()
