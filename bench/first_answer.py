"""A fresh process from import to its first answer: `python -S -I first_answer.py <tree> <answers> <event>`.

It finds nothing but Python itself and the tree. The network ends at `botocore.httpsession.URLLib3Session.send`, which
answers what AWS did when the demo's bodies were there; everything above it is real. It prints milliseconds.
"""

import sys
import time

began, began_cpu = time.perf_counter(), time.process_time()
TREE, ANSWERS, EVENT = sys.argv[1:]
sys.path.insert(0, TREE)


def main() -> None:
    from app import app  # what is timed

    imported = time.perf_counter()
    import importlib
    import json
    from types import SimpleNamespace

    # The first client would import these; to read the canned answers is not timed.
    awsrequest, httpsession = (importlib.import_module(f"botocore.{name}") for name in ("awsrequest", "httpsession"))
    paused, cpu = time.perf_counter(), time.process_time()
    with open(ANSWERS, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is the tree's to import, not ours
        answers = json.load(file)
    with open(EVENT, encoding="utf-8") as file:  # noqa: PTH123
        event = json.load(file)

    def send(_session: object, request: object) -> object:
        asked = vars(request)["headers"]["X-Amz-Target"]
        name = asked.decode() if isinstance(asked, bytes) else asked
        calls.append(name)
        raw = SimpleNamespace(stream=lambda: iter((answers[name].encode(),)))
        headers = {"content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "bench"}
        return awsrequest.AWSResponse("https://bench.example", 200, headers, raw)

    calls: list[str] = []
    httpsession.URLLib3Session.send = send
    ready, waiting = time.perf_counter(), time.process_time()
    context = SimpleNamespace(
        function_name="bench", memory_limit_in_mb=1024, invoked_function_arn="arn:aws:lambda:me-central-1:0:function:x",
        aws_request_id="bench", log_group_name="", log_stream_name="", function_version="1",
        get_remaining_time_in_millis=lambda: 29_000,
    )  # fmt: skip
    answer = app(event, context)
    ended, spent = time.perf_counter(), time.process_time()
    print(json.dumps({
        "imported": (imported - began) * 1000, "answered": (paused - began + ended - ready) * 1000,
        "cpu": (cpu - began_cpu + spent - waiting) * 1000, "status": answer["statusCode"], "calls": calls,
        "modules": len(sys.modules),
    }))  # fmt: skip


main()
