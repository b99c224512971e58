"""The house stays in order: one name for one thing, imports one way, nothing of this machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from schemas.sources import REGISTERS, SOURCES

ROOT = Path(__file__).parents[1]
LAYERS = ("schemas", "pipelines", "assets", "terpilah")
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in plain | named}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    "place",
    [
        "schemas/ekstrak/{}.py",
        "data/contoh/masuk/{}",
        "data/contoh/rusak/{}/harapan.csv",
        "tests/ekstrak/test_{}.py",
    ],
)
def test_every_sumber_has_its_contract_samples_and_test(source, place):
    assert (ROOT / place.format(source)).exists(), f"{source}: {place.format(source)} is missing"


def test_every_contract_file_is_a_registered_sumber_of_the_same_name():
    files = {path.stem for path in (ROOT / "schemas/ekstrak").glob("[!_]*.py")}
    assert files == {*SOURCES, *REGISTERS}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_one_way_and_only_assets_knows_dagster(path):
    layer = path.relative_to(ROOT).parts[0]
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    assert not _imports(path) & above
    if layer in ("schemas", "pipelines"):
        assert "dagster" not in _imports(path)


@pytest.mark.parametrize(("room", "other"), [("audit", "protect"), ("protect", "audit")])
def test_the_auditor_shares_no_code_with_the_protection_that_it_judges(room, other):
    paths = sorted((ROOT / "pipelines" / room).glob("*.py"))
    named = [path.stem for path in paths if f"pipelines.{other}" in path.read_text("utf-8")]
    assert len(paths) > 9
    assert named == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_promise_something_and_stay_short(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert (ast.get_docstring(tree) or "").splitlines()[0].endswith(".")
    assert text.count("\n") <= 250
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = [f.name for f in functions if _body_lines(f) > 40]
    assert not long


def _body_lines(function: ast.FunctionDef) -> int:
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return lines - ((first.end_lineno or 0) - first.lineno + 1 if documented else 0)


def test_lock_files_pin_hashes_and_name_no_host():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--index-url|--find-links", text)


def test_no_tracked_file_names_a_path_of_one_machine():
    listed = subprocess.run(
        ["git", "-C", ROOT, "grep", "-nIF", f"{ROOT.parent}/"], capture_output=True, check=False
    )
    if listed.returncode > 1:
        pytest.skip("not a git checkout")
    assert listed.stdout == b""
