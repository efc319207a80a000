"""What Lambda would unpack, made for this machine: as `make package` ships it, and as `chalice package` does."""

import hashlib
import platform
import sys
from pathlib import Path
from shutil import copytree, rmtree

from chalice.deploy import packager
from chalice.utils import OSUtils

from infra import prune
from infra.package import ROOT, CannotPackage, compile_tree, copy_own_code

CACHE = ROOT / "build" / "bench"
_ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}


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
    """Return the pinned libraries, as Chalice's own builder fetches them for a Lambda of this machine's kind."""
    requirements = code / "requirements.txt"
    finished = CACHE / f"libraries-{_mark(requirements.read_bytes())}"
    if not finished.exists():
        raw = _emptied(finished.with_suffix(".part"))
        osutils = OSUtils()
        pip = packager.PipRunner(pip=packager.SubprocessPip(osutils=osutils), osutils=osutils)
        kind = _ARCHITECTURES[platform.machine().lower()]
        builder = packager.DependencyBuilder(osutils=osutils, pip_runner=pip, architecture=kind)
        try:
            builder.build_site_packages(f"cp{sys.version_info[0]}{sys.version_info[1]}", str(requirements), str(raw))
        except packager.MissingDependencyError as refusal:
            missing = ", ".join(sorted(p.identifier for p in refusal.missing))
            raise CannotPackage(f"no wheel for this machine of: {missing}") from None
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
