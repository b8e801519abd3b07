"""``vagvis evidence``: what it writes, and that every test it names is there."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

import assistant.serve.cli.frame
from assistant.serve.cli.parts_list import Part, parts

ROOT = Path(__file__).parents[4]
TEXT = "# Slutrapport\n\nSyftet med vägledning är att individen ska kunna välja utbildning.\n"
QUESTION = {
    "id": "q1",
    "question": "Vad är syftet med vägledning?",
    "kind": "fact",
    "answerable": True,
    "gold_spans": ["Syftet med vägledning är att individen ska kunna välja"],
    "must_contain": ["utbildning"],
}


def statements() -> list[dict[str, str]]:
    path = files("assistant.serve.cli") / "evidence.toml"
    pages = tomllib.loads(path.read_text("utf-8"))["page"]
    return [statement for page in pages for statement in page["statement"]]


def is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    file = ROOT / path
    return file.exists() and (not name or f"def {name}(" in file.read_text("utf-8"))


def test_every_statement_names_a_test_that_is_there_or_who_decides() -> None:
    for statement in statements():
        assert ("test" in statement) != ("decides" in statement), statement
        assert is_there(statement.get("test", "tests")), statement


def test_every_row_of_the_standard_is_there_with_what_shows_it() -> None:
    """Level 2 has 253: 70 of the first level and 183 of its own."""
    kept = (files("assistant.serve.cli") / "asvs.tsv").read_text("utf-8").splitlines()[2:]
    rows = [line.split("\t") for line in kept]
    by_chapter = Counter(row.partition(".")[0] for row, _, _ in rows)

    assert len({row for row, _, _ in rows}) == len(rows) == 253
    expected = (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7)
    assert tuple(by_chapter[f"V{number}"] for number in range(1, 18)) == expected
    for row, shown_by, words in rows:
        assert shown_by in ("operator", "none", "lacking") or is_there(shown_by), row
        assert words.endswith("."), row


def test_a_folder_is_written_from_this_very_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rapport.md").write_text(TEXT, "utf-8")
    questions = tmp_path / "frågor.jsonl"
    questions.write_text(json.dumps(QUESTION) + "\n", "utf-8")
    run, data, folder = assistant.serve.cli.frame.run, tmp_path / "data", tmp_path / "underlag"
    assert run(["ingest", str(tmp_path / "rapport.md"), "--data", str(data)]) == 0
    line = ["evidence", str(folder), "--questions", str(questions), "--data", str(data)]
    assert run(line) == 0
    assert run(line) == 2
    assert "finns redan" in capsys.readouterr().err

    assert "ur 1 dokument" in (folder / "system.md").read_text("utf-8")
    assert "Av 253 rader" in (folder / "sakerhet.md").read_text("utf-8")
    assert "allt stämmer överens" in (folder / "drift.md").read_text("utf-8")
    assert "| correct | 1.000 |" in (folder / "matningar.md").read_text("utf-8")
    index = (folder / "index.html").read_text("utf-8")
    links: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            links.extend(value or "" for name, value in attrs if (tag, name) == ("a", "href"))

    Links().feed(index)
    assert len(links) > 7
    for link in links:
        assert (folder / link).is_file()
    for page in folder.glob("*.md"):
        assert "{" not in page.read_text("utf-8")
        assert page.with_suffix(".html").exists()
    bom = json.loads((folder / "sbom.json").read_text("utf-8"))
    assert bom["bomFormat"] == "CycloneDX"
    assert {"sqlalchemy", "chromadb", "gradio"} <= {
        one["name"].lower() for one in bom["components"]
    }


def test_the_licence_of_every_package_lets_anybody_use_it() -> None:
    used = parts()
    assert len(used) > 50
    assert [part for part in used if not part.allowed] == []
    assert not Part("a", "1", "AGPL-3.0-only").allowed
    assert not Part("a", "1", "okänd").allowed
