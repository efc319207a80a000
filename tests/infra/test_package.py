import ast
import gzip
import json
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns

import pytest

from chalicelib.organisations.calendar import COUNTRIES
from chalicelib.organisations.holidays_of import holidays_of, ramadans_of
from infra import prune
from infra.package import ROOT, CannotPackage, built_libraries, compile_tree, package, refuse_orphans, write_zip


def names(zipped: Path) -> list[str]:
    with zipfile.ZipFile(zipped) as file:
        return file.namelist()


def test_every_module_is_shipped_with_its_bytecode(artifact: Path) -> None:
    shipped = set(names(artifact / "deployment.zip"))
    modules = {Path(name) for name in shipped if name.endswith(".py")}
    assert Path("app.py") in modules
    missing = [m for m in modules if str(m.parent / "__pycache__" / f"{m.stem}.cpython-311.pyc") not in shipped]
    assert missing == []


def test_bytecode_is_trusted_without_a_look_at_the_source(artifact: Path) -> None:
    with zipfile.ZipFile(artifact / "deployment.zip") as file:
        flags = {file.read(name)[4:8] for name in file.namelist() if name.endswith(".pyc")}
    assert flags == {b"\x01\x00\x00\x00"}  # PEP 552: by hash, unchecked


def test_an_unchanged_tree_makes_the_same_artefact(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for part in ("chalicelib", ".chalice"):
        copytree(ROOT / part, project / part, ignore=ignore_patterns("__pycache__"))
    copyfile(ROOT / "app.py", project / "app.py")
    one, two = (package(project, tmp_path / name, "local", slim=True) for name in ("one", "two"))
    for name in ("deployment.zip", "sam.json"):
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


def test_the_laptops_artefact_holds_our_code_and_no_library(artifact: Path) -> None:
    tops = {name.split("/")[0] for name in names(artifact / "deployment.zip")}
    assert tops == {"app.py", "__pycache__", "chalice", "chalicelib"}


def test_messages_and_other_data_are_shipped_with_the_code(artifact: Path) -> None:
    data = {p.relative_to(ROOT).as_posix() for p in Path(ROOT, "chalicelib").rglob("*.ftl")}
    assert data <= set(names(artifact / "deployment.zip"))


def test_a_zip_does_not_depend_on_times_or_the_order_of_files(tmp_path: Path) -> None:
    for name, order in (("one", "ab"), ("two", "ba")):
        (tmp_path / name).mkdir()
        for letter in order:
            (tmp_path / name / letter).write_text(letter)
        write_zip(tmp_path / name, tmp_path / f"{name}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_compiling_twice_gives_the_same_bytecode(tmp_path: Path) -> None:
    source = "def f(x):\n    return x in {'a', 'b', 'c', 1, 2, None}\n"
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "m.py").write_text(source)
        compile_tree(tmp_path / name)
    first, second = (p.read_bytes() for p in sorted(tmp_path.glob("*/__pycache__/*.pyc")))
    assert first == second


def test_every_service_that_the_code_speaks_to_is_shipped() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in Path(ROOT, "chalicelib").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    makers = {"client", "impatient_client", "create_client"}
    asked = [c.args[0] for c in calls if getattr(c.func, "id", getattr(c.func, "attr", "")) in makers]
    services = {str(name.value) for name in asked if isinstance(name, ast.Constant)}
    assert services
    assert services <= prune.SERVICES


def test_a_template_that_adds_to_a_function_that_there_is_not_is_refused() -> None:
    with pytest.raises(CannotPackage, match="TicketsLost"):
        refuse_orphans({"Resources": {"TicketsLost": {"Properties": {}}, "Bus": {"Type": "AWS::Events::EventBus"}}})


def botocore(at: Path) -> Path:
    data = at / "botocore" / "data"
    for service in ("sqs", "ec2"):
        (data / service / "2012-11-05").mkdir(parents=True)
        model = {"documentation": "prose", "shapes": {"documentation": {"type": "string", "documentation": "prose"}}}
        (data / service / "2012-11-05" / "service-2.json.gz").write_bytes(gzip.compress(json.dumps(model).encode()))
    services: dict[str, dict[str, str]] = {"sqs": {}, "ec2": {}}
    partitions = [{"partition": "aws", "services": services}, {"partition": "aws-cn", "services": services}]
    (data / "endpoints.json").write_text(json.dumps({"version": 3, "partitions": partitions}))
    return data


def test_only_models_of_used_services_are_kept_unpacked_and_without_prose(tmp_path: Path) -> None:
    data = botocore(tmp_path)
    prune.prune(tmp_path)
    assert sorted(path.name for path in data.iterdir()) == ["endpoints.json", "sqs"]
    kept = json.loads((data / "sqs" / "2012-11-05" / "service-2.json").read_text())
    assert kept == {"shapes": {"documentation": {"type": "string"}}}


def test_only_endpoints_of_the_used_partition_are_kept(tmp_path: Path) -> None:
    data = botocore(tmp_path)
    prune.prune(tmp_path)
    kept = json.loads((data / "endpoints.json").read_text())
    assert kept == {"version": 3, "partitions": [{"partition": "aws", "services": {"sqs": {}}}]}


def test_only_arabic_and_english_locales_are_kept(tmp_path: Path) -> None:
    locales = tmp_path / "babel" / "locale-data"
    locales.mkdir(parents=True)
    for name in ("ar.dat", "ar_OM.dat", "en.dat", "root.dat", "de.dat", "ara_X.dat", "LICENSE.unicode"):
        (locales / name).touch()
    prune.prune(tmp_path)
    assert {path.name for path in locales.iterdir()} == {"ar.dat", "ar_OM.dat", "en.dat", "root.dat", "LICENSE.unicode"}


def test_licences_and_versions_stay_and_bulk_goes(tmp_path: Path) -> None:
    kept = ("lib/code.py", "lib-1.0.dist-info/METADATA", "lib-1.0.dist-info/licenses/LICENSE.md")
    gone = ("lib/tests/test_code.py", "lib/code.pyi", "lib-1.0.dist-info/RECORD", "chalice/app.py", "lib-1.0.data/x")
    for name in (*kept, *gone):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    prune.prune(tmp_path)
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == set(kept)


def test_libraries_are_built_once_for_a_list_of_pins(tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("")
    first = built_libraries(requirements, tmp_path / "cache", "python3.11")
    (first / "mark").touch()
    assert (built_libraries(requirements, tmp_path / "cache", "python3.11") / "mark").exists()


@pytest.fixture(scope="session")
def shipped(artifact: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what Lambda unpacks: our code and the pinned libraries of this environment, pruned."""
    tree = tmp_path_factory.mktemp("task")
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            copy_library(line.partition("==")[0], tree)
    prune.prune(tree)
    with zipfile.ZipFile(artifact / "deployment.zip") as code:
        code.extractall(tree)
    return tree


def copy_library(name: str, tree: Path) -> None:
    for file in distribution(name).files or ():
        if ".." not in file.parts and "__pycache__" not in file.parts:
            (tree / file).parent.mkdir(parents=True, exist_ok=True)
            copyfile(str(file.locate()), tree / file)


def run(tree: Path, source: str) -> str:
    """Run a program that finds nothing but Python itself and the tree."""
    alone = f"import sys; sys.path = [{str(tree)!r}, *(p for p in sys.path if 'site-packages' not in p)]\n"
    done = subprocess.run([sys.executable, "-I", "-c", alone + source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_app_starts_on_the_pruned_libraries_alone(shipped: Path) -> None:
    assert run(shipped, "import app; print(app.app.app_name)") == "nidaa\n"


def test_every_module_can_be_imported_from_the_pruned_libraries_alone(shipped: Path) -> None:
    modules = [p.relative_to(ROOT).with_suffix("") for p in Path(ROOT, "chalicelib").rglob("*.py")]
    names = [".".join(m.parts).removesuffix(".__init__") for m in modules]
    run(shipped, f"import importlib\nfor name in {names!r}: importlib.import_module(name)")


def test_every_service_can_be_spoken_to_through_the_pruned_libraries(shipped: Path) -> None:
    source = f"""
import botocore.session
session = botocore.session.get_session()
session.set_credentials("id", "secret")
for service in {sorted(prune.SERVICES)!r}:
    for region in ("me-central-1", "me-south-1", "eu-central-1", "us-east-1"):
        print(session.create_client(service, region_name=region).meta.endpoint_url)
"""
    addresses = run(shipped, source).split()
    assert len(addresses) == 4 * len(prune.SERVICES)
    assert all(address.startswith("https://") and ".amazonaws.com" in address for address in addresses)


def test_holidays_are_worked_out_by_the_pruned_library_as_by_the_whole(shipped: Path) -> None:
    source = """
from chalicelib.organisations.calendar import COUNTRIES
from chalicelib.organisations.holidays_of import holidays_of, ramadans_of
years = range(2025, 2032)
print([(country, holidays_of(country, years), ramadans_of(country, years)) for country in COUNTRIES])
"""
    years = range(2025, 2032)
    whole = [(country, holidays_of(country, years), ramadans_of(country, years)) for country in COUNTRIES]
    assert run(shipped, source).strip() == str(whole)
    assert {path.stem for path in (shipped / "holidays" / "countries").glob("*.py")} == {"__init__", *prune.HOLIDAYS_OF}


def test_a_calendar_file_is_read_with_the_pruned_libraries(shipped: Path) -> None:
    source = """
from datetime import date
from zoneinfo import ZoneInfo
from chalicelib.organisations.icalendar_file import closures_of
event = b"BEGIN:VEVENT\\r\\nDTSTART;VALUE=DATE:20261201\\r\\nSUMMARY:Closed\\r\\nEND:VEVENT"
file = b"BEGIN:VCALENDAR\\r\\n" + event + b"\\r\\nEND:VCALENDAR\\r\\n"
print(closures_of(file, ZoneInfo("Asia/Muscat"), date(2026, 1, 1), date(2026, 12, 31))[0][0].first)
"""
    assert run(shipped, source) == "2026-12-01\n"


def test_arabic_dates_and_numbers_are_written_with_the_pruned_locales(shipped: Path) -> None:
    source = """
from datetime import date
from babel.dates import format_date
from babel.numbers import format_decimal
print(ascii(format_date(date(2026, 1, 2), "long", locale="ar")), format_decimal(1234.5, locale="en"))
"""
    assert run(shipped, source) == ascii("2 يناير 2026") + " 1,234.5\n"
