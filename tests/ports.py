"""Ports for a test's own servers."""

import random
import socket

_OURS = range(12_000, 30_000)
"""Below what systems give to outgoing connections (Linux: from 32768), one of which could take a port meanwhile."""
_random = random.SystemRandom()


def free_port() -> int:
    """Return a port of this machine that nobody uses; several processes that ask at once get different ones."""
    while True:
        port = _random.choice(_OURS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
