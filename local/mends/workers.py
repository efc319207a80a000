"""Lambda workers: the name of an error, no idle wait after a call, and a bound on how many there are."""

import hashlib
import os
import queue
import shutil
import tempfile
import threading
import time
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

from local.mends import upstream

END_OF_LOG = "\x1e"
ERROR = "__handler_error__"
LOG_WAIT = 0.25
"""Seconds to wait for a call's last log line."""
QUEUE_WAIT = 60.0
"""Seconds that a call waits for a free worker before it is throttled."""

STOCK_CALL = """        try:
            result = handler_fn(event, context)
            _real_stdout.write(json.dumps({"status": "ok", "result": result}) + "\\n")
        except Exception as e:
            _real_stdout.write(json.dumps({"status": "error", "error": str(e), "trace": traceback.format_exc()}) + "\\n")
"""  # noqa: E501 - as it stands there
OUR_CALL = """        try:
            _answer = json.dumps({"status": "ok", "result": handler_fn(event, context)})
        except Exception as e:
            _answer = json.dumps({"status": "ok", "result": {"__handler_error__": {
                "errorMessage": str(e), "errorType": type(e).__name__,
                "stackTrace": traceback.format_tb(e.__traceback__)}}})
            sys.stderr.write("[ERROR] " + traceback.format_exc())
        sys.stderr.write("\\n\\x1e\\n")
        sys.stderr.flush()
        _real_stdout.write(_answer + "\\n")
"""


def name_errors() -> None:
    """Answer a handler's error under its own type, so that Retry and Catch match; keep the worker alive.

    MiniStack calls every one `Runtime.HandlerError` and kills the worker.
    """
    runtime, functions = upstream.core("lambda_runtime"), upstream.service("lambda_svc")
    script = upstream.replace_text(runtime._PYTHON_WORKER_SCRIPT, STOCK_CALL, OUR_CALL)
    runtime._PYTHON_WORKER_SCRIPT = script

    def execute(func: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:
        answer: dict[str, Any] = original(func, event, request_id)
        body = answer.get("body")
        if isinstance(body, dict) and ERROR in body:
            return {"body": body[ERROR], "error": True, "log": answer.get("log", "")}
        return answer

    original = upstream.replace(functions, "_execute_function_warm", execute)


def read_logs_to_their_end() -> None:
    """Read a call's log up to a mark that the worker writes, instead of waiting 50 ms in case more comes."""
    worker = upstream.core("lambda_runtime").Worker

    def drain(self: Any, *waits: float) -> str:
        if not str(self.config.get("Runtime", "python")).startswith("python"):
            return str(original(self, *waits))
        return _up_to_the_mark(self._stderr_queue)

    original = upstream.replace(worker, "_drain_stderr_bounded", drain)


def _up_to_the_mark(lines: "queue.Queue[str]") -> str:
    read: list[str] = []
    deadline = time.monotonic() + LOG_WAIT
    while (left := deadline - time.monotonic()) > 0:
        try:
            line = lines.get(timeout=left)
        except queue.Empty:
            break
        if line == END_OF_LOG:
            break
        if line:
            read.append(line)
    return "\n".join(read)


def bound(most: int, wait: float = QUEUE_WAIT) -> None:
    """Keep at most `most` workers a function; a further call waits for a free one, then is throttled.

    MiniStack starts one process per concurrent call, without end (55 MB each).
    """
    runtime, functions = upstream.core("lambda_runtime"), upstream.service("lambda_svc")
    free = threading.Condition()

    def acquire(name: str, config: dict[str, Any], code: bytes, **options: Any) -> tuple[Any, str]:
        deadline = time.monotonic() + wait
        options.setdefault("max_concurrency", most)
        with free:
            while True:
                worker, how = take(name, config, code, **options)
                if worker is not None or not free.wait(deadline - time.monotonic()):
                    return worker, how

    def release(worker: Any) -> None:
        give_back(worker)
        with free:
            free.notify_all()

    take, give_back = runtime.acquire_worker, runtime.release_worker
    for module in (runtime, functions):
        upstream.replace(module, "acquire_worker", acquire)
        upstream.replace(module, "release_worker", release)


def unpack_once() -> None:
    """Unpack a function's code once and give each worker links to it.

    MiniStack unpacks the zip for every process: eight cold workers of an 18 MB zip take 15 s.
    """
    runtime = upstream.core("lambda_runtime")
    upstream.replace(runtime, "zipfile", _Zips(zipfile))


class _Zips:
    """The standard `zipfile` module, whose files are unpacked through a store of what was unpacked before."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def ZipFile(self, path: str, *rest: Any) -> "_Zip":  # noqa: N802 - the name in zipfile
        return _Zip(path, *rest)


_unpacking = threading.Lock()


class _Zip(zipfile.ZipFile):
    def extractall(self, path: Any = None, members: Any = None, pwd: Any = None) -> None:
        packed = Path(str(self.filename)).read_bytes()
        kept = Path(tempfile.gettempdir(), f"unpacked-{hashlib.sha256(packed).hexdigest()}")
        with _unpacking:
            if not kept.exists():
                fresh = kept.with_suffix(".part")
                shutil.rmtree(fresh, ignore_errors=True)
                super().extractall(fresh, members, pwd)
                fresh.rename(kept)
        shutil.copytree(kept, path, copy_function=os.link, dirs_exist_ok=True)


def let_people_go_first(step: int = 2) -> None:
    """Run functions that read queues and streams below those that a person waits for.

    On a laptop they share few cores; on AWS each has its own.
    """
    worker, functions = upstream.core("lambda_runtime").Worker, upstream.service("lambda_svc")

    def spawn(self: Any) -> None:
        start(self)
        if any(mapping.get("FunctionName") == self.func_name for _, _, mapping in functions._iter_all_esms()):
            usual = os.getpriority(os.PRIO_PROCESS, self._proc.pid)
            os.setpriority(os.PRIO_PROCESS, self._proc.pid, min(usual + step, 19))

    start = upstream.replace(worker, "_spawn", spawn)
