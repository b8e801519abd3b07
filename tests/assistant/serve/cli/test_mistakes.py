"""Help, and mistakes in the arguments."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from tests.assistant.serve.cli.terminal import Terminal, command


def test_help_needs_nothing_heavy() -> None:
    script = (
        "import sys; from assistant.serve.cli import frame; frame.run(['--help']);"
        "heavy = {'chromadb', 'torch', 'fastapi', 'pydantic', 'numpy', 'sqlalchemy', 'gradio'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "Kommandon" in done.stdout


@pytest.mark.parametrize(
    "name",
    [
        "ingest",
        "serve",
        "mcp",
        "ask",
        "search",
        "documents",
        "evaluate",
        "verify",
        "backup",
        "restore",
        "watch",
    ],
)
def test_every_command_has_swedish_help_and_takes_a_store(vagvis: Terminal, name: str) -> None:
    status, out, _ = vagvis.run(name, "--help")

    assert status == 0
    assert "Användning: vagvis" in out
    assert "--data" in out
    assert "VAGVIS_DATA" in out
    assert not re.search(r"Options|Usage|Show this|default:|required", out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sok", "a"], "Det kommandot finns inte."),
        (["search"], "SÖKNING saknas."),
        (["search", "a", "b"], "Sätt citattecken om text med mellanslag."),
        (["search", "a", "--antal", "3"], "Valet --antal finns inte."),
        (["search", "a", "-k"], "Valet -k saknar sitt värde."),
        (["search", "a", "-k", "tre"], "-k har ett värde som inte går att använda."),
        (["search", "a", "-k", "0"], "-k ska vara ett tal från 1 till 100."),
        (["search", " "], "Frågan är tom."),
        (["search", "g\udce5"], "Frågan har tecken som inte går att läsa."),
        (["ask", "a" * 4001], "Frågan är för lång (4001 tecken)."),
        (["ask", "a", "--audience", "chef"], "--audience ska vara en av jobseeker,"),
        (["ingest"], "Ange de filer eller mappar som ska läsas in."),
        (["ingest", "finns/inte"], "finns/inte finns inte."),
        (["mcp", "--data", "finns/inte"], "Det finns inget underlag i finns/inte."),
        (["serve", "--port", "99999"], "--port ska vara ett tal från 0 till 65535."),
        (["serve", "--host", "inte.en.adress.invalid"], "Det går inte att lyssna på"),
    ],
)
def test_a_mistake_gets_one_line_that_says_what_to_do(
    vagvis: Terminal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.setenv("VAGVIS_DATA", str(tmp_path / "ingen"))

    assert said in vagvis.refused(*arguments)
    assert not (tmp_path / "ingen").exists()


@pytest.mark.parametrize(
    "arguments", [["search", "a"], ["ask", "a"], ["documents"], ["verify"], ["evaluate", "f.jsonl"]]
)
def test_reading_a_store_that_is_not_there(
    vagvis: Terminal, tmp_path: Path, arguments: list[str]
) -> None:
    missing = tmp_path / "ingen"

    assert "vagvis ingest MAPP" in vagvis.refused(*arguments, "--data", missing)
    assert not missing.exists()


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("VAGVIS_TODAY", "i morgon", "2026-01-31"),
        ("VAGVIS_TODAY", "2026-02-30", "2026-01-31"),
        ("VAGVIS_LOG", "mycket", "debug, info"),
        ("VAGVIS_UPLOADS", "kanske", "on"),
        ("VAGVIS_ROOT_PATH", "vagvis/", "/vagvis"),
        ("VAGVIS_THREADS", "noll", "ta bort"),
    ],
)
def test_a_setting_of_no_use_is_named_with_what_it_may_be(
    vagvis: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str, hint: str
) -> None:
    monkeypatch.setenv(name, value)
    line = vagvis.refused("search", "a")

    assert name in line
    assert hint in line


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 - it is refused
def test_nobody_beyond_this_machine_may_change_what_is_known(
    vagvis: Terminal, data: Path, host: str
) -> None:
    line = vagvis.refused("serve", "--host", host, "--port", "0", "--data", data)

    assert "VAGVIS_UPLOADS=off" in line
    assert "vagvis keys add" in line


def test_keys_are_made_listed_and_revoked(vagvis: Terminal, tmp_path: Path) -> None:
    status, token, notice = vagvis.run(
        "keys", "add", "Kommunens intranät", "--scope", "ask,read", "--data", tmp_path
    )
    assert status == 0
    assert token.startswith("vagvis_")
    assert "går inte att visa igen" in notice
    assert "heter Kommunens" in vagvis.refused(
        "keys", "add", "Kommunens intranät", "--data", tmp_path
    )
    assert "ask, read, ingest, admin" in vagvis.refused(
        "keys", "add", "B", "--scope", "allt", "--data", tmp_path
    )
    _, out, _ = vagvis.run("keys", "list", "--json", "--data", tmp_path)
    [key] = json.loads(out)
    assert key["name"] == "Kommunens intranät"
    assert token.strip() not in out
    assert vagvis.run("keys", "revoke", "Kommunens intranät", "--data", tmp_path)[0] == 0
    assert "Ingen nyckel" in vagvis.refused("keys", "revoke", "B", "--data", tmp_path)
    assert "Kommunens intranät" in vagvis.run("keys", "list", "--data", tmp_path)[1]


def test_a_failure_of_our_own_is_one_line_too(
    vagvis: Terminal, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("trasigt")

    monkeypatch.setattr("assistant.search.reply.search_passages", fail)
    status, out, line = vagvis.run("search", "a", "--data", data)

    assert status == 1
    assert out == ""
    assert "RuntimeError: trasigt" in line
    assert "VAGVIS_LOG=debug" in line
    assert line.count("\n") == 1


def listed_to(out: IO[str], data: Path, unbuffered: str) -> subprocess.CompletedProcess[str]:
    """A list of documents that is written somewhere, at once or as the program ends."""
    return subprocess.run(
        command("documents", "--data", data),
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_no_room_where_the_answer_goes_is_one_line(data: Path, unbuffered: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = listed_to(full, data, unbuffered)

    assert done.returncode == 1
    assert "dit svaret skrivs: disken är full" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_who_has_enough_is_told_nothing(data: Path, unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = listed_to(closed, data, unbuffered)

    assert (done.returncode, done.stderr) == (1, "")
