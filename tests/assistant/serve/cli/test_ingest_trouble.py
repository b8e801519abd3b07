"""``vagvis ingest`` over files that trouble makes: each is told, the others go in."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.serve.cli.frame import run
from ingest.explanation import explanation_of
from ingest.files import FileContent, SourceFile
from ingest.readers import Unreadable
from tests.ingest.zips import broken_zips

GOOD = "Slutrapport\n\nVägledning hjälper människor att välja utbildning och yrke.\n"
BODY = GOOD.encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dokument"
    made.mkdir()
    (made / "bra.txt").write_text(GOOD, "utf-8")
    return made


@pytest.fixture
def quiet() -> Iterator[None]:
    """Leaves the log as it was."""
    log = logging.getLogger("ingest")
    level = log.level
    yield
    log.setLevel(level)


def summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What was skipped and why, by both of the ways that it is shown; the good file is in."""
    capsys.readouterr()
    data = str(folder.with_name("data"))
    assert run(["ingest", "--data", data, "--json", str(folder)]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert "bra.txt" in shown["read"] + shown["unchanged"]
    skipped = {entry["source"]: entry["reason"] for entry in shown["skipped"]}
    assert run(["ingest", "--data", data, str(folder)]) == 0
    out = capsys.readouterr().out
    assert all(f"  {source} {reason}" in out.splitlines() for source, reason in skipped.items())
    return skipped


def test_names_that_are_no_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = os.fsencode(folder)
    for name in (b"rapport \xff.txt", b"\xe5rsrapport.txt.meta.toml"):
        Path(os.fsdecode(base + b"/" + name)).write_bytes(BODY)
    inner = Path(os.fsdecode(base + b"/mapp \xfe"))
    inner.mkdir()
    (inner / "inne.txt").write_bytes(BODY)

    skipped = summary(folder, capsys)

    assert set(skipped) == {"rapport �.txt", "�rsrapport.txt.meta.toml", "mapp �"}
    assert all("Byt namn" in reason for reason in skipped.values())
    for path in (inner, inner / "inne.txt"):
        assert run(["ingest", "--data", str(folder.with_name("data")), str(path)]) == 2
        assert "Byt namn" in capsys.readouterr().out
    assert run(["ingest", "--explain", str(inner / "inne.txt")]) == 2
    assert "Byt namn" in capsys.readouterr().err


def test_letters_that_are_others_in_capitals(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, day in enumerate(("5 JUNİ 2020", "3 marſ 2020", "5 junı 2020", "3 maj ٢٠٢٠")):
        (folder / f"{number}.txt").write_text(f"Beslut\n\nPublicerad {day}\n\n{GOOD}", "utf-8")
    assert summary(folder, capsys) == {}


def test_folders_that_may_not_be_entered(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may enter any folder, so the system's refusal is put in its place."""
    unlisted, listed = folder / "stängd", folder / "olåst"
    for closed in (unlisted, listed):
        closed.mkdir()
        (closed / "inne.txt").write_text(GOOD, "utf-8")
    scandir, stat = os.scandir, Path.stat

    def scan(path: Path) -> object:
        if Path(path) == unlisted:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    def look(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.parent == listed:
            raise PermissionError(13, "Permission denied")
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "scandir", scan)
    monkeypatch.setattr(Path, "stat", look)
    skipped = summary(folder, capsys)
    assert set(skipped) == {"stängd", "olåst/inne.txt"}
    assert all("Ge programmet rätt att läsa" in reason for reason in skipped.values())


def test_folders_nested_deeper_than_calls_may_be(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(1_500):
            Path("m").mkdir()
            os.chdir("m")
        Path("inne.txt").write_text(GOOD, "utf-8")
    finally:
        os.chdir(here)
    try:
        assert summary(folder, capsys) == {}
    finally:  # Python's own way to remove a folder calls itself for each one in it
        subprocess.run(["rm", "-r", folder / "m"], check=True)


def test_zips_that_are_broken_in_odd_ways(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in broken_zips().items():
        (folder / f"{name}.docx").write_bytes(data)
    skipped = summary(folder, capsys)
    assert set(skipped) == {f"{name}.docx" for name in broken_zips()}
    assert all(
        ("skyddad" if "lösenord" in name else "skadad") in reason
        for name, reason in skipped.items()
    )


@pytest.mark.usefixtures("quiet")
def test_what_was_not_foreseen_is_in_the_log_where_it_is_asked_for(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaking(_: object) -> None:
        raise ZeroDivisionError

    (folder / "udda.md").write_text(f"# {GOOD}", "utf-8")
    monkeypatch.setattr("ingest.readers.markdown.read_markdown", breaking)
    assert "ZeroDivisionError" in summary(folder, capsys)["udda.md"]
    assert "Traceback" not in caplog.text
    arguments = ["ingest", "--data", str(folder.with_name("data")), str(folder)]
    assert run([*arguments, "--verbose"]) == 0
    assert "udda.md" in caplog.text
    assert "Traceback" in caplog.text
    assert "in breaking" in caplog.text


@pytest.mark.parametrize("place", ["split", "describe", "clean", "load"])
def test_whatever_breaks_on_the_way_of_a_file_harms_it_alone(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    module = "ingest.read_ahead" if place == "load" else "ingest.document_text"
    original = __import__(module, fromlist=[place]).__dict__[place]
    calls: list[object] = []

    def breaking(*arguments: object, **more: object) -> object:
        calls.append(arguments)
        if len(calls) % 2:
            raise RecursionError
        return original(*arguments, **more)

    (folder / "a.txt").write_text(f"{GOOD} Ännu en rad.", "utf-8")
    monkeypatch.setattr(f"{module}.{place}", breaking)
    assert "RecursionError" in summary(folder, capsys)["a.txt"]


def test_a_zip_of_an_empty_folder_is_no_document(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(folder / "tom.docx", "w") as archive:
        archive.mkdir("word")
    assert "packat arkiv" in summary(folder, capsys)["tom.docx"]


SUFFIXES = ["txt", "md", "html", "docx", "csv", "tsv", "json", "jsonl", "xml", "zip", "rtf", ""]
PIECES = [
    "5 JUNİ 2020",
    "Publicerad 31 februari 2020",
    "---\ntitle: x\n---\n",
    "<table><tr><td>",
    '<script type=\'application/ld+json\'>{"publisher": {"name": "\\ud800"}}</script>',
    "&#xD800;&#0;",
    "<meta charset=utf-7>+2AA-",
    "# ",
    "* ",
    "| a | b |\n|--|--|\n",
    "Innehåll\nA 1\nB 2\nC 3\n",
    "Rapport 3 (45)",
    "kompe- tens",
    "²٣Ⅷſß",
    "\f",
    "\n",
    "Utgivare: Region Norr",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    suffix=st.sampled_from(SUFFIXES),
    data=st.binary(max_size=300)
    | st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=12).map(
        lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
    ),
)
def test_no_bytes_break_the_reading_itself(suffix: str, data: bytes) -> None:
    """Past the boundary: nothing but ``Unreadable`` leaves the way of a file."""
    name = f"fil.{suffix}".rstrip(".")
    try:
        made = explanation_of(SourceFile(f"/dokument/{name}", name), FileContent(data))
    except Unreadable:
        return
    assert (made.document.text + repr(made.metadata)).encode()
