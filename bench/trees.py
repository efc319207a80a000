"""What Lambda would unpack, made for this machine: as `make package` ships it, and as `chalice package` does."""

import hashlib
import subprocess
import sys
from pathlib import Path
from shutil import copytree, rmtree

from infra import prune
from infra.package import ROOT, compile_tree, copy_own_code

CACHE = ROOT / "build" / "bench"


def packaged(into: Path, code: Path = ROOT) -> Path:
    """Make the tree as `make package` ships it: libraries pruned, everything with its bytecode."""
    copytree(_pruned(code), into)
    own = into.with_suffix(".own")
    copy_own_code(code, own)
    compile_tree(own)
    copytree(own, into, dirs_exist_ok=True)
    rmtree(own)
    return into


def plain(into: Path, code: Path = ROOT) -> Path:
    """Make the tree as `chalice package` ships it: whole libraries, no bytecode."""
    copytree(_libraries(code), into)
    rmtree(into / "chalice", ignore_errors=True)
    copy_own_code(code, into)
    return into


def _libraries(code: Path) -> Path:
    """Return the pinned libraries for this machine, whole and without bytecode: so they stand in Chalice's zip."""
    requirements = code / "requirements.txt"
    finished = CACHE / f"libraries-{_mark(requirements.read_bytes())}"
    if not finished.exists():
        raw = _emptied(finished.with_suffix(".part"))
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
        subprocess.run([*pip, "--no-deps", "--target", str(raw), "-r", str(requirements)], check=True)
        raw.rename(finished)
    return finished


def _pruned(code: Path) -> Path:
    raw = _libraries(code)
    finished = CACHE / f"pruned-{_mark(raw.name.encode(), Path(prune.__file__).read_bytes())}"
    if not finished.exists():
        half = finished.with_suffix(".part")
        rmtree(half, ignore_errors=True)
        copytree(raw, half)
        prune.prune(half)
        compile_tree(half)
        half.rename(finished)
    return finished


def _mark(*parts: bytes) -> str:
    return hashlib.sha256(b"".join((*parts, sys.version.encode()))).hexdigest()[:12]


def _emptied(directory: Path) -> Path:
    rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    return directory
