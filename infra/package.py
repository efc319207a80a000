"""Make what is deployed: the template and the code of every function.

`python -m infra.package --stage dev --out build/dev` makes what runs on AWS; `--slim` leaves the libraries out, for the
laptop's cloud, whose workers find them in its own environment.

Beyond `chalice package`: bytecode is shipped (a cold start would compile it every time: 553 against 283 ms), botocore's
and Babel's data are cut to what is used (another 70 ms), and the zip of an unchanged tree is the same to the last byte.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from shutil import copyfile, copytree, rmtree
from types import SimpleNamespace
from typing import Any, cast

import chalice.app
from chalice.cli.factory import CLIFactory
from chalice.deploy import deployer, packager
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import (
    AppPackager,
    CompositePostProcessor,
    JSONTemplateSerializer,
    ResourceBuilder,
    SAMCodeLocationPostProcessor,
    SAMTemplateGenerator,
    TemplateDeepMerger,
    TemplateMergePostProcessor,
)
from chalice.policy import AppPolicyGenerator
from chalice.utils import OSUtils

from infra import merge, prune
from infra.definitions import DefinitionsDisagree
from infra.split import CannotSplit, split

ROOT = Path(__file__).parent.parent
TEMPLATES = ("sam.json", "contacts.json")
EPOCH = (1980, 1, 1, 0, 0, 0)


class CannotPackage(Exception):
    """The code or its libraries cannot be made into an artefact."""


def package(project: Path, out: Path, stage: str, slim: bool) -> Path:
    """Write `sam.json`, the telephony's `contacts.json` and `deployment.zip` into `out`; return it.

    :raises CannotPackage: if a library has no wheel for Lambda, or infra/ names a function that app.py does not have
    """
    out.mkdir(parents=True, exist_ok=True)
    config = CLIFactory(str(project), environ=os.environ).create_config_obj(chalice_stage_name=stage)
    with tempfile.TemporaryDirectory() as scratch:
        merged = Path(scratch, "merge.json")
        merged.write_text(json.dumps(merge.merged(), sort_keys=True), "utf-8")
        code = _Code(project, Path(scratch), None if slim else project / "build" / "libraries")
        _packager(config, code, merged).package_app(config, str(out), stage)
    main = json.loads((out / "sam.json").read_text("utf-8"))
    refuse_orphans(main)
    for name, template in zip(TEMPLATES, split(main, merge.read_template(merge.SECOND)), strict=True):
        (out / name).write_text(json.dumps(template, indent=2, sort_keys=True), "utf-8")
    return out


def refuse_orphans(template: dict[str, Any]) -> None:
    """Refuse a template that adds to functions which the app does not register.

    :raises CannotPackage: naming them
    """
    if orphans := sorted(name for name, resource in template["Resources"].items() if "Type" not in resource):
        raise CannotPackage(f"infra/ adds to what app.py does not register: {', '.join(orphans)}")


def _packager(config: Any, code: "_Code", template: Path) -> AppPackager:
    """Return Chalice's own packager, its step that makes the zip exchanged for ours."""
    osutils = OSUtils()
    steps = [
        deployer.InjectDefaults(),
        deployer.DeploymentPackager(packager=cast(Any, code)),
        deployer.PolicyGenerator(policy_gen=AppPolicyGenerator(osutils=osutils), osutils=osutils),
        deployer.SwaggerBuilder(swagger_generator=CFNSwaggerGenerator()),
    ]
    options = SimpleNamespace(service_principal=lambda service: f"{service}.amazonaws.com")
    merger = TemplateMergePostProcessor(osutils, TemplateDeepMerger(), JSONTemplateSerializer(), str(template))
    return AppPackager(
        SAMTemplateGenerator(config, cast(Any, options)),
        ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), deployer.BuildStage(steps)),
        CompositePostProcessor([SAMCodeLocationPostProcessor(osutils=osutils), merger]),
        JSONTemplateSerializer(),
        osutils,
    )


class _Code:
    """Makes the zip when Chalice asks for it, once for all functions."""

    def __init__(self, project: Path, scratch: Path, libraries: Path | None) -> None:
        self._project, self._scratch, self._libraries = project, scratch, libraries

    def create_deployment_package(self, _project_dir: str, python_version: str) -> str:
        """Return the path of the zip."""
        tree, zipped = self._scratch / "tree", self._scratch / "code.zip"
        own = self._scratch / "own"
        copy_own_code(self._project, own)
        compile_tree(own)
        if self._libraries:
            libraries = built_libraries(self._project / "requirements.txt", self._libraries, python_version)
            copytree(libraries, tree)
        copytree(own, tree, dirs_exist_ok=True)
        write_zip(tree, zipped)
        return str(zipped)


def copy_own_code(project: Path, tree: Path) -> None:
    """Copy the app, chalicelib and the two files of Chalice that run on Lambda."""
    copytree(project / "chalicelib", tree / "chalicelib", ignore=_ignore_bytecode)
    copyfile(project / "app.py", tree / "app.py")
    (tree / "chalice").mkdir()
    runtime = Path(chalice.app.__file__).parent
    for name in ("app.py", "__init__.py"):
        copyfile(runtime / name, tree / "chalice" / name)


def _ignore_bytecode(_directory: str, names: list[str]) -> set[str]:
    return {name for name in names if name == "__pycache__" or name.endswith(".pyc")}


def built_libraries(requirements: Path, cache: Path, python_version: str) -> Path:
    """Return a directory of the pinned libraries for Lambda, pruned and compiled; made once per list of pins.

    :raises CannotPackage: if a library has no wheel for Lambda
    """
    recipe = requirements.read_bytes() + Path(prune.__file__).read_bytes() + python_version.encode()
    finished = cache / hashlib.sha256(recipe).hexdigest()[:16]
    if not finished.exists():
        raw = finished.with_suffix(".part")
        rmtree(raw, ignore_errors=True)
        raw.mkdir(parents=True)
        _download(requirements, raw, python_version)
        prune.prune(raw)
        compile_tree(raw)
        raw.rename(finished)
        for older in set(cache.iterdir()) - {finished}:
            rmtree(older)
    return finished


def _download(requirements: Path, into: Path, python_version: str) -> None:
    osutils = OSUtils()
    pip = packager.PipRunner(pip=packager.SubprocessPip(osutils=osutils), osutils=osutils)
    builder = packager.DependencyBuilder(osutils=osutils, pip_runner=pip, architecture="arm64")
    abi = "cp" + python_version.removeprefix("python").replace(".", "")
    try:
        builder.build_site_packages(abi, str(requirements), str(into))
    except packager.MissingDependencyError as refusal:
        missing = ", ".join(sorted(p.identifier for p in refusal.missing))
        raise CannotPackage(f"no wheel for Lambda (arm64, {python_version}) of: {missing}") from refusal


def compile_tree(tree: Path) -> None:
    """Put bytecode beside every module, trusted without a look at the source.

    In a process of its own with a fixed hash seed: the order of a frozen set in the bytecode depends on it.
    """
    names = ["-s", str(tree), "-p", "/var/task"]  # what tracebacks show
    command = [sys.executable, "-m", "compileall", "-q", *names, "--invalidation-mode", "unchecked-hash", str(tree)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})


def write_zip(tree: Path, path: Path) -> None:
    """Zip a tree: sorted, without times and owners, so that the same tree is the same zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in sorted(path for path in tree.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(file.relative_to(tree).as_posix(), EPOCH)
            info.external_attr = 0o644 << 16
            zipped.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED, 6)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m infra.package", description="Make the artefact that is deployed")
    parser.add_argument("--stage", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--slim", action="store_true", help="without libraries, for the laptop's cloud")
    parser.add_argument("--project", type=Path, default=ROOT)
    given = parser.parse_args(arguments)
    began = time.monotonic()
    try:
        out = package(given.project, given.out, given.stage, given.slim)
    except (CannotPackage, CannotSplit, DefinitionsDisagree) as refusal:
        sys.exit(str(refusal))
    size = (out / "deployment.zip").stat().st_size
    print(f"{out}: {size / 1e6:.2f} MB of code, packaged in {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
