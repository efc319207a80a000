"""Cut third-party libraries to what the functions use."""

import ast
import gzip
import json
from pathlib import Path
from shutil import rmtree
from typing import Any

SERVICES = frozenset(
    {
        "apigatewaymanagementapi",
        "cognito-idp",
        "connect",
        "dynamodb",
        "events",
        "s3",
        "secretsmanager",
        "sesv2",
        "sns",
        "sqs",
        "stepfunctions",
        "sts",
    }
)
"""Every AWS service that chalicelib speaks to (a test compares it with the code)."""

LANGUAGES = ("ar", "en", "root")
HOLIDAYS_OF = ("bahrain", "kuwait", "oman", "qatar", "saudi_arabia", "united_arab_emirates")
"""The countries whose holidays are kept, as `holidays` calls their modules (a test compares them with the code)."""

# What is kept of the packages of `holidays`: the countries, and what they reckon by.
_HOLIDAYS = {
    "countries": frozenset(HOLIDAYS_OF),
    "calendars": frozenset({"custom", "ethiopian", "gregorian", "islamic", "julian"}),
    "groups": frozenset({"custom", "eastern", "international", "islamic"}),
    "financial": frozenset(),
}
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
    if (holidays := libraries / "holidays").is_dir():
        _prune_holidays(holidays)


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
    return {*SERVICES, "email", "execute-api", "states"}  # where SES and Step Functions are reached


def _prune_locales(locales: Path) -> None:
    for path in locales.iterdir():
        if path.stem.split("_")[0] not in LANGUAGES and path.suffix == ".dat":
            path.unlink()


def _prune_holidays(holidays: Path) -> None:
    """Keep the used countries and languages; what a package imports of what is gone goes too."""
    for package, kept in _HOLIDAYS.items():
        for path in (holidays / package).glob("*.py"):
            if path.stem not in {*kept, "__init__"}:
                path.unlink()
        _drop_imports(holidays / package / "__init__.py", kept)
    for path in (holidays / "locale").glob("*/LC_MESSAGES/*"):
        if path.parents[1].name.split("_")[0] not in LANGUAGES or path.suffix != ".mo":
            path.unlink()


def _drop_imports(path: Path, kept: frozenset[str]) -> None:
    """Leave in a package only the imports of modules that are kept."""
    tree = ast.parse(path.read_text("utf-8"))
    tree.body = [s for s in tree.body if not isinstance(s, ast.ImportFrom) or _module(s) in kept]
    path.write_text(ast.unparse(tree), "utf-8")


def _module(statement: ast.ImportFrom) -> str:
    return (statement.module or "").rpartition(".")[2]
