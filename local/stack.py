"""A whole stack on this machine: the cloud, Amazon Connect's engine, what is deployed on them, the seed, the gateway.

`Stack(Settings(state=folder, port=8100, cloud_port=4666)).start()` brings one up; `stop()` keeps its data.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from local import cloud
from local.clients import Clients
from local.settings import ROOT, Settings
from local.state import Deployed, read_deployed, telephony_region, write_deployed

Progress = Callable[[str], None]
READY = 180.0
"""Seconds within which a process must answer."""
EVERY = 25
"""Resources between two lines of a deployment's progress."""
PROCESSES = ("gateway", "telephone", "cloud")
"""A stack's processes in the order in which they are stopped: what the engine tells last, the cloud still takes."""
TELEPHONES = ("--script", "/_local/telephone/streams.js", "--softphone", "/_local/telephone/ccp?agent={agent}")
"""What the console's softphone loads: the engine plays Amazon Connect Streams and its control panel."""
STOP = 120.0
"""Seconds that the cloud gets to end its work and write its state down."""


class CannotStart(Exception):
    """The stack does not come up; the message says why in a line."""


@dataclass
class Stack:
    """One stack."""

    settings: Settings = field(default_factory=Settings.from_env)
    say: Progress = print
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Template parameters that differ from the defaults."""
    seed: bool = True
    children: list[subprocess.Popen[bytes]] = field(default_factory=list, repr=False)
    """The processes that this object began; they are waited for when they end."""

    @property
    def address(self) -> str:
        return self.settings.address

    @property
    def deployed(self) -> Deployed:
        return read_deployed(self.settings)

    def pids(self) -> dict[str, int]:
        """Return the processes of this stack that live."""
        file = self.settings.state / "processes.json"
        noted: dict[str, int] = json.loads(file.read_text()) if file.exists() else {}
        return {name: pid for name, pid in noted.items() if is_ours(pid, f"local.{name}")}

    def running(self) -> bool:
        return set(self.pids()) == set(PROCESSES)

    def revive(self) -> bool:
        """Start Amazon Connect's engine again if it alone is gone; return whether everything runs."""
        if set(self.pids()) == set(PROCESSES) - {"telephone"}:
            self.say("telephone: it was gone; it starts again with all that it knew")
            self.start_telephone()
        return self.running()

    def start(self) -> "Stack":
        """Bring the stack up, or only what of it is missing.

        :raises CannotStart: with the step that failed and its log
        """
        self.stop()
        lost = self._sweep()
        for line in lost:
            self.say(line)
        self._start_cloud()
        self.start_telephone()
        self._bring_up_to_date()
        self._start_gateway()
        return self

    def stop(self) -> None:
        """Stop what runs, the gateway first; the cloud ends its work and writes its state down."""
        pids = self.pids()
        for name in PROCESSES:
            if name in pids:
                end(pids[name], STOP)
        for child in self.children:
            child.wait(STOP)
        self.children.clear()
        (self.settings.state / "processes.json").unlink(missing_ok=True)

    def environment(self) -> dict[str, str]:
        """Return the environment of tools that work on this stack: AWS's variables, ours, and the functions'."""
        base = {**os.environ, **self.settings.as_environment(), **self.settings.client_environment()}
        base.pop("AWS_PROFILE", None)
        base["CLOCK_OFFSET_FILE"] = str(self.settings.clock_file)
        if outputs := self.deployed.outputs:
            base |= self._function_variables()
            base["API_URL"] = f"{self.settings.endpoint}{self.deployed.api_path}"
            base["USER_POOL_CLIENT_ID"] = outputs.get("UserPoolClientId", "")
        return base

    def _function_variables(self) -> dict[str, str]:
        functions = Clients(self.settings).aws("lambda")
        told = functions.get_function_configuration(FunctionName=self.deployed.outputs["APIHandlerName"])
        return dict(told["Environment"]["Variables"])

    def _sweep(self) -> list[str]:
        """Clear away what a hard stop left; return what to say of it."""
        state = self.settings.state
        state.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.settings.temporary, ignore_errors=True)
        if self.settings.clean_stop.exists():
            return []
        lost = _what_is_lost(state) if (state / "deployed.json").exists() else []
        for name in ("cloud", "s3", "connect"):
            shutil.rmtree(state / name, ignore_errors=True)
        for name in ("deployed.json", "accounts.json", "clock.offset"):
            (state / name).unlink(missing_ok=True)
        return lost

    def _start_cloud(self) -> None:
        self.say("cloud: starting")
        self.settings.temporary.mkdir(parents=True, exist_ok=True)
        self._spawn("cloud", cloud.environment(self.settings))
        self._wait("cloud", f"{self.settings.endpoint}/_ministack/ready")
        (self.settings.state / "started").touch()

    def start_telephone(self) -> None:
        """Start Amazon Connect's engine, also again after it was killed: what it was configured with is on the disk."""
        self._spawn("telephone", self.settings.client_environment())
        self._wait("telephone", f"{self.settings.connect_endpoint}/telephone/health")

    def _start_gateway(self) -> None:
        self._spawn("gateway", {})
        self._wait("gateway", f"http://127.0.0.1:{self.settings.port}/_local/health")
        self.say(f"gateway: ready at {self.address}")

    def _bring_up_to_date(self) -> None:
        self.say("web: portal and console")
        self._run("web", "local.faces")
        self.say("package: template and code")
        artefact = self.settings.state / "artefact"
        self._run("package", "infra.package", "--stage", self.settings.stage, "--slim", "--out", str(artefact))
        content = content_hash(artefact, self._all_parameters())
        if content == self.deployed.content:
            self.say("deploy: unchanged")
        else:
            self._deploy(artefact, content)
        if not self.deployed.seeded:
            self._seed()
        self._configure_telephony()

    def _all_parameters(self) -> dict[str, str]:
        region = telephony_region(self.settings)
        own = {"PortalUrl": self.settings.address, "ServesFaces": "no", "TelephonyRegion": region}
        return {**own, **self.parameters}

    def _deploy(self, artefact: Path, content: str) -> None:
        self.say("deploy: the stack")
        given = [word for name, value in self._all_parameters().items() for word in ("--parameter", f"{name}={value}")]
        told = self._run("deploy", "infra.deploy", "--stage", self.settings.stage, "--artifact", str(artefact), *given)
        pairs = [line.split("=", 1) for line in told.splitlines()]
        outputs = {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and pair[0].isalnum()}
        write_deployed(self.settings, replace(self.deployed, content=content, outputs=outputs))

    def _seed(self) -> None:
        if self.seed and (ROOT / "local" / "demo" / "seed.py").exists():
            self.say("seed: demo data")
            self._run("seed", "local.demo.seed")
        write_deployed(self.settings, replace(self.deployed, seeded=True))

    def _configure_telephony(self) -> None:
        """Bring queues, people, hours and flows to what the switchboards, the calendars and connect_flows/ say now."""
        self.say(f"telephony: queues, people, hours, flows in {telephony_region(self.settings)}")
        self._run("telephony", "infra.telephony", "--stage", self.settings.stage, *TELEPHONES)

    def _run(self, step: str, module: str, *arguments: str) -> str:
        """Run a step to its end, its lines told as they come; return them.

        :raises CannotStart: if it fails
        """
        log = self._log(step)
        with (
            log.open("w") as kept,
            subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                env=self.environment(),
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            ) as process,
        ):
            lines = list(self._told(step, process.stdout, kept))
        if process.returncode != 0:
            raise CannotStart(f"{step} failed; {log} says why:\n" + "".join(lines[-15:]))
        return "".join(lines)

    def _told(self, step: str, lines: IO[str] | None, kept: IO[str]) -> list[str]:
        told = []
        for line in lines or ():
            told.append(line)
            kept.write(line)
            made = line.rstrip().endswith("_COMPLETE")
            if line.strip() and "=" not in line.split(" ")[0] and (not made or len(told) % EVERY == 0):
                self.say(f"  {step}: {f'{len(told)} resources stand' if made else line.strip()}")
        return told

    def _spawn(self, name: str, environment: Mapping[str, str]) -> None:
        with self._log(name).open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"local.{name}"],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.settings.as_environment(), **environment},
                # Ctrl-C is for `up`, which then stops both in order.
                start_new_session=True,
            )
        # Waits for its end, whoever ends it: a stack's processes may outlive who began them.
        threading.Thread(target=process.wait, daemon=True).start()
        self.children.append(process)
        noted = {**self.pids(), name: process.pid}
        (self.settings.state / "processes.json").write_text(json.dumps(noted))

    def _wait(self, name: str, url: str) -> None:
        deadline = time.monotonic() + READY
        while not answers(url):
            if name not in self.pids() or time.monotonic() > deadline:
                text = self._log(name).read_text()
                raise CannotStart(f"the {name} does not start; {self._log(name)} says why:\n" + text[-2000:])
            time.sleep(0.05)

    def _log(self, name: str) -> Path:
        self.settings.logs.mkdir(parents=True, exist_ok=True)
        return self.settings.logs / f"{name}.log"


def _what_is_lost(state: Path) -> list[str]:
    began = datetime.fromtimestamp((state / "started").stat().st_mtime, UTC)
    return [
        f"The last run (begun {began:%Y-%m-%d %H:%M} UTC) was cut off before it could write its state down.",
        "Gone: its tickets, files, messages, calls, changes to the organisation, and the moved clock.",
        "The demo data is made anew.",
    ]


def answers(url: str) -> bool:
    """Tell whether an address answers with 200."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - our own address
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def content_hash(artefact: Path, parameters: Mapping[str, str]) -> str:
    """Return a mark that changes when the code, the template or the parameters do."""
    mark = hashlib.sha256(json.dumps(dict(parameters), sort_keys=True).encode())
    for file in sorted(artefact.iterdir()):
        mark.update(file.name.encode())
        mark.update(file.read_bytes())
    return mark.hexdigest()


def is_ours(pid: int, module: str) -> bool:
    """Tell whether a process lives and runs a module of ours: numbers are given anew to others."""
    try:
        waited, _ = os.waitpid(pid, os.WNOHANG)
        if waited:
            return False
    except ChildProcessError:
        pass
    try:
        told = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return module in told.stdout


def end(pid: int, patience: float) -> None:
    """Ask a process to end, and make it end if it does not within `patience` seconds."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if _gone(pid):
                return
            time.sleep(0.02)
        os.kill(pid, signal.SIGKILL)


def _gone(pid: int) -> bool:
    with suppress(ChildProcessError):
        if os.waitpid(pid, os.WNOHANG)[0]:
            return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
