"""The documents say what is true: commands, paths, words, columns and examples exist."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pipelines.load_catalogue import has_sources, indicators
from pipelines.receive_setoran import CoverLetter
from schemas.aturan import RULES
from schemas.indikator import Indicator
from schemas.publikasi import TABLES
from schemas.sources import SOURCES
from terpilah.cli import cli

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "GLOSSARY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
LAYERS = ("schemas", "pipelines", "assets", "terpilah")
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for layer in LAYERS
    for path in sorted((ROOT / layer).rglob("*"))
    if path.suffix in (".py", ".sql")
)
PLACES = (*LAYERS, "data/referensi", "data/contoh", "tests", "bench", "docs")
EXAMPLE = "perpustakaan"  # the sumber that CONTRIBUTING adds
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def fenced(page: Path, language: str = "toml") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize(
    ("program", "made"),
    [("buat_aturan.py", "docs/aturan.md"), ("buat_sumber.py", "docs/panduan/sumber.md")],
)
def test_what_is_made_from_the_code_is_what_the_code_gives(program, made):
    run = [sys.executable, ROOT / "docs" / program]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    page = subprocess.run(run, capture_output=True, check=True, env=env).stdout.decode("utf-8")
    assert text_of(ROOT / made) == page


def test_the_start_is_two_lines():
    start = text_of(ROOT / "README.md").split("\n## Start\n")[1].split("\n## ")[0]
    (block,) = re.findall(r"^```\w*\n(.*?)^```$", start, re.MULTILINE | re.DOTALL)
    assert block.splitlines() == [
        "python3 start.py jalankan --contoh",
        "python3 start.py uji",
    ]


@each_page
def test_every_relative_link_leads_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text_of(page)):
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@each_page
def test_every_path_it_names_exists(page):
    places = "|".join(PLACES)
    named = re.findall(rf"(?<![\w/.<-])((?:{places})/[\w./-]*\w)", text_of(page))
    missing = [name for name in named if EXAMPLE not in name and not (ROOT / name).exists()]
    assert not missing


@each_page
def test_every_command_it_names_exists(page):
    words = re.findall(r"(?:bin/|[`$] ?)terpilah (\w+)|start\.py (?!uji)(\w+)", text_of(page))
    assert {one or other for one, other in words} <= set(cli.commands)


@each_page
def test_every_rule_it_names_exists(page):
    prose = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"\b([BRTE]\d{1,2}[A-Z]?)\b", prose)
    assert set(named) <= set(RULES)


@each_page
def test_nothing_in_it_belongs_to_one_machine(page):
    assert not re.search(r"(?<![\w.…])/(work|tmp|home|root|Users)/", text_of(page))


def test_every_code_word_of_the_glossary_is_in_the_code():
    rows = [line for line in text_of(ROOT / "GLOSSARY.md").splitlines() if line.startswith("|")]
    spans = [span for row in rows for span in re.findall(r"`([^`]+)`", row.split("|")[2])]
    assert len(spans) > 60
    words = {word for span in spans for word in span.split(".")}
    assert [word for word in words if not re.search(rf"\b{re.escape(word)}\b", CODE)] == []


def test_the_examples_of_a_cover_letter_are_valid():
    pages = [page for page in PAGES if any("[[setoran]]" in block for block in fenced(page))]
    assert [page.name for page in pages] == ["README.md", "walidata.md"]
    for page in pages:
        letters = CoverLetter.model_validate(tomllib.loads(fenced(page)[0])).setoran
        assert {letter.sumber for letter in letters} <= set(SOURCES)


def test_the_example_of_an_indicator_is_valid():
    (block,) = fenced(ROOT / "CONTRIBUTING.md")
    (entry,) = tomllib.loads(block)["indikator"]
    Indicator.model_validate(entry)


def test_every_field_of_a_letter_and_of_an_indicator_is_explained():
    letter = CoverLetter.model_fields["setoran"].annotation.__args__[0]
    for name in letter.model_fields:
        assert f"\n| `{name}` |" in text_of(ROOT / "README.md")
        assert f"\n| `{name}` |" in text_of(ROOT / "docs/panduan/walidata.md")
    explained = text_of(ROOT / "CONTRIBUTING.md")
    assert [name for name in Indicator.model_fields if f"`{name}`" not in explained] == []


def test_the_readme_counts_the_indicators_and_names_tables():
    readme = text_of(ROOT / "README.md")
    filled = sum(has_sources(item) for item in indicators().values())
    sentence = f"of the {len(indicators())} that its catalogue defines, the {filled} that some"
    assert sentence in " ".join(readme.split())
    assert [name for name in TABLES if f"\n| `{name}` |" not in readme] == []


def test_analysts_find_every_published_column():
    guide = text_of(ROOT / "docs" / "panduan" / "analis.md")
    for name, model in TABLES.items():
        section = guide.split(f"### `{name}`\n")[1].split("\n#")[0]
        listed = re.findall(r"^\| `(\w+)`", section, re.MULTILINE)
        assert listed == list(model.to_schema().columns), name
