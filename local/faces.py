"""The faces in web/: built when their sources have changed (`python -m local.faces`), and served as CloudFront does.

A stack and a test may ask for them at the same moment; the second waits for the first.
"""

import fcntl
import gzip
import hashlib
import json
import mimetypes
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from local.http import Answer, Headers, Problem
from local.settings import ROOT

WEB = ROOT / "web"
DIST = WEB / "dist"
MADE = frozenset({"node_modules", "dist"})
NOT_BUILT = {"contract.ts", ".prettierrc.json", ".prettierignore", "eslint.config.js", "vitest.config.ts"}
MISSING = "npm is missing: install Node.js 20.19 or later (it brings npm), then try again."
FILE = r"^(\/console)?\/(assets\/.*|[^\/]*\.[^\/]*)$"
"""What names a file, here and in infra/web.yaml: a face's assets, and what stands beside its page with a dot.

Deeper down a dot is part of a name: /console/admin/staff/agent.salma.
"""
COMPRESSED = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/manifest+json")


class CannotBuild(Exception):
    """The faces cannot be built; the message says why."""


def sources() -> Iterator[Path]:
    """Yield the files that the faces are made of, in one order."""
    yield ROOT / "docs" / "openapi.json"
    for part in sorted(WEB.iterdir()):
        if part.name not in MADE:
            yield from (path for path in [part, *sorted(part.rglob("*"))] if path.is_file() and _is_built(path.name))


def _is_built(name: str) -> bool:
    return name not in NOT_BUILT and not name.endswith((".test.ts", ".test.tsx"))


def mark() -> str:
    """Return a mark that changes when the sources do."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build() -> bool:
    """Build the faces if their sources changed; return whether they had.

    :raises CannotBuild: if npm is missing or fails
    """
    with (ROOT / "docs" / "openapi.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted, kept = mark(), DIST / ".mark"
        if kept.exists() and kept.read_text() == wanted:
            return False
        install()
        _npm("run", "--silent", "build")
        kept.write_text(wanted)
        return True


def install() -> None:
    """Install the packages that the lock file names, unless they are there."""
    lock, ready = WEB / "package-lock.json", WEB / "node_modules" / ".ready"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not ready.exists() or ready.read_text() != wanted:
        print("fetching the packages of the faces (once, about a minute) ...", flush=True)
        _npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    ready.write_text(wanted)  # also where nothing was to do, so that make sees it younger than the lock file


def _npm(*words: str) -> None:
    if shutil.which("npm") is None:
        raise CannotBuild(MISSING)
    done = subprocess.run(["npm", *words], cwd=WEB, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotBuild(f"npm {' '.join(words)} failed:\n{(done.stdout + done.stderr)[-3000:]}")


def policy(*others: str, sockets: str = "", panel: str = "") -> str:
    """Return the content security policy: nothing but our own files, and data from `others` (S3, Cognito).

    `sockets` is where live screens connect to and `panel` where the softphone's frame is, if not at our own origin.
    """
    from_others = "".join(f" {other}" for other in others)
    connected = "".join(f" {other}" for other in (*others, sockets) if other)
    framed = f" {panel}" if panel else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; "
        f"manifest-src 'self'; img-src 'self' data: blob:{from_others}; media-src 'self' blob:{from_others}; "
        f"connect-src 'self'{connected}; frame-src 'self'{framed}; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def security_headers(*others: str, sockets: str = "", panel: str = "") -> dict[str, str]:
    """Return the headers that every page bears, as infra/web.yaml has CloudFront say them."""
    microphone = f'(self "{panel}")' if panel else "(self)"
    return {
        "Content-Security-Policy": policy(*others, sockets=sockets, panel=panel),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        # The softphone signs in through a window of its own, and closes it.
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
        "Permissions-Policy": f"camera=(self), geolocation=(self), microphone={microphone}",
    }


def page(root: Path, path: str, zipped: bool, *others: str) -> Answer:
    """Return a file of the faces, or for an address of theirs the page that draws it.

    :raises Problem: 404 if a file is named that is not there
    """
    found = _nearest_page((root / path.lstrip("/")).resolve(), root.resolve(), path)
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    kept = "public, max-age=31536000, immutable" if "assets" in found.relative_to(root.resolve()).parts else "no-cache"
    headers = {"Content-Type": _with_charset(kind), "Cache-Control": kept, **security_headers(*others)}
    if not kind.startswith(COMPRESSED) and not kind.endswith("javascript"):
        return Answer(200, found.read_bytes(), encoded(headers))
    headers["Vary"] = "Accept-Encoding"
    if not zipped:
        return Answer(200, found.read_bytes(), encoded(headers))
    body = _zipped(found, found.stat().st_mtime_ns)
    return Answer(200, body, encoded({**headers, "Content-Encoding": "gzip"}))


@lru_cache(maxsize=256)
def _zipped(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


def _with_charset(kind: str) -> str:
    textual = kind.startswith("text/") or kind.endswith(("javascript", "json"))
    return f"{kind}; charset=utf-8" if textual else kind


def encoded(headers: dict[str, str]) -> Headers:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _nearest_page(wanted: Path, root: Path, path: str) -> Path:
    """Return a file, a folder's page, or for a face's own address the page of the nearest folder above."""
    if not wanted.is_relative_to(root) or wanted.name.startswith("."):
        raise Problem(404, "not-found", f"Nothing is at {path}.")
    if wanted.is_file():
        return wanted
    if wanted != root and re.search(FILE, f"/{wanted.relative_to(root).as_posix()}"):
        raise Problem(404, "not-found", f"Nothing is at {path}.")
    while not (wanted / "index.html").is_file() and wanted != root:
        wanted = wanted.parent
    return wanted / "index.html"


def settings_of(client: str) -> bytes:
    """Return /config.json: what the faces must know of this deployment (web/shared/config.ts)."""
    told = {"signIn": {"address": "/cognito/", "client": client}, "palettes": PALETTES, "accounts": "/_local/accounts"}
    return json.dumps(told).encode()


PALETTES = {"manarah-tourism": "sand", "muashir-statistics": "indigo"}
"""Colours of the demo's bodies (web/portal/palettes.css)."""


def main() -> int:
    try:
        if sys.argv[1:] == ["install"]:
            install()
        else:
            print("the faces are built" if build() else "the faces are as they were")
    except CannotBuild as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
