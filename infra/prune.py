"""Cut third-party libraries to what the functions use."""

import gzip
import json
from pathlib import Path
from shutil import rmtree
from typing import Any

SERVICES = frozenset({"cognito-idp", "dynamodb", "events", "s3", "secretsmanager", "sesv2", "sns", "sqs", "stepfunctions", "sts"})
"""Every AWS service that chalicelib speaks to (a test compares it with the code)."""

LANGUAGES = ("ar", "en", "root")
_PARTITIONS = frozenset({"aws"})
_BULK = (".pyi", ".c", ".h", ".pyx", ".pxd", ".so.debug", ".md", ".rst")
_KEPT_METADATA = ("METADATA", "LICENSE", "LICENCE", "NOTICE", "COPYING", "AUTHORS")


def prune(libraries: Path) -> None:
    """Cut a directory of installed libraries, in place."""
    _drop_bulk(libraries)
    if (data := libraries / "botocore" / "data").is_dir():
        _prune_services(data)
    if (locales := libraries / "babel" / "locale-data").is_dir():
        _prune_locales(locales)


def _drop_bulk(libraries: Path) -> None:
    for unused in ("bin", "chalice"):  # scripts; and Chalice's runtime is two files, copied with the app
        rmtree(libraries / unused, ignore_errors=True)
    for path in sorted(libraries.rglob("*"), reverse=True):
        if path.is_dir() and (path.name == "tests" or path.suffix == ".data"):
            rmtree(path)
        elif path.is_file() and _is_bulk(path):
            path.unlink()


def _is_bulk(path: Path) -> bool:
    if path.parent.name.endswith(".dist-info"):
        return not path.name.startswith(_KEPT_METADATA)
    return path.suffix in _BULK and path.parent.name != "licenses"


def _prune_services(data: Path) -> None:
    """Keep the used services' newest models, unpacked and without prose, and the used partition's endpoints."""
    for service in data.iterdir():
        if service.is_dir() and service.name not in SERVICES:
            rmtree(service)
    for model in sorted(data.rglob("*.json.gz")):
        model.with_suffix("").write_bytes(gzip.decompress(model.read_bytes()))
        model.unlink()
    for model in data.glob("*/*/*.json"):
        _rewrite(model, _without_prose(json.loads(model.read_text("utf-8"))))
    _rewrite(data / "endpoints.json", _used_endpoints(json.loads((data / "endpoints.json").read_text("utf-8"))))


def _rewrite(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, separators=(",", ":")), "utf-8")


def _without_prose(model: Any) -> Any:
    if isinstance(model, dict):
        return {k: _without_prose(v) for k, v in model.items() if not (k == "documentation" and isinstance(v, str))}
    if isinstance(model, list):
        return [_without_prose(part) for part in model]
    return model


def _used_endpoints(endpoints: dict[str, Any]) -> dict[str, Any]:
    kept = [p for p in endpoints["partitions"] if p["partition"] in _PARTITIONS]
    for partition in kept:
        prefixes = _endpoint_prefixes()
        partition["services"] = {k: v for k, v in partition["services"].items() if k in prefixes}
    return {**endpoints, "partitions": kept}


def _endpoint_prefixes() -> set[str]:
    return {*SERVICES, "email", "states"}  # where SES and Step Functions are reached


def _prune_locales(locales: Path) -> None:
    for path in locales.iterdir():
        if path.stem.split("_")[0] not in LANGUAGES and path.suffix == ".dat":
            path.unlink()
