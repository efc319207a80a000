"""A way to the cloud that loses answers: the request arrives, the answer never comes back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def lossy_way(cloud_port: int) -> Iterator[str]:
    """Yield the address of a way to the cloud whose answers are all lost."""

    class Loses(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            connection = HTTPConnection("127.0.0.1", cloud_port, timeout=30)
            # Signed for the address that the caller knows: everything goes on as it came.
            connection.request("POST", self.path, body, dict(self.headers.items()))
            connection.getresponse().read()
            connection.close()
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Loses)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
