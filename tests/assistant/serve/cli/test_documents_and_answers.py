"""Documents in, answers out."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from collections.abc import Sequence
from pathlib import Path

from assistant.bodies.answer import Answer
from assistant.bodies.search import SearchReply
from tests.assistant.serve.cli.terminal import QUESTION, Terminal, command


def test_ingesting_ends_with_a_summary(vagvis: Terminal, folder: Path, tmp_path: Path) -> None:
    status, out, err = vagvis.run("ingest", folder, "--data", tmp_path)
    assert status == 0
    assert err == ""  # no progress where nobody watches
    assert "\x1b[" not in out
    assert "1 nya" in out
    assert "1 överhoppade" in out
    assert "tom.txt är tom." in out

    _, again, _ = vagvis.run("ingest", folder, "--data", tmp_path, "--json")
    summary = json.loads(again)
    assert (summary["read"], summary["unchanged"]) == ([], ["rapport.md"])
    assert summary["skipped"][0]["source"] == "tom.txt"


def test_ingesting_nothing_readable_is_a_mistake(vagvis: Terminal, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    (tmp_path / "fel").mkdir()
    (tmp_path / "fel" / "tom.pdf").write_bytes(b"")

    assert vagvis.run("ingest", tmp_path / "tom", "--data", tmp_path / "data")[0] == 2
    status, out, line = vagvis.run("ingest", tmp_path / "fel", "--data", tmp_path / "data")
    assert status == 2
    assert "tom.pdf är tom." in out
    assert "Ingen fil gick att läsa in." in line


def test_explaining_a_file_makes_no_store(vagvis: Terminal, folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    status, out, _ = vagvis.run("ingest", "--explain", folder / "rapport.md", "--data", data)
    assert status == 0
    assert "Slutrapport Vägval" in out
    assert "Bortrensat:" in out

    _, as_json, _ = vagvis.run("ingest", "--explain", folder / "rapport.md", "--json")
    assert json.loads(as_json)["metadata"]["title"] == "Slutrapport Vägval"
    assert "är tom" in vagvis.refused("ingest", "--explain", folder / "tom.txt")
    assert "är en mapp" in vagvis.refused("ingest", "--explain", folder)
    assert "en fil åt gången" in vagvis.refused("ingest", folder, "--explain", folder / "tom.txt")
    assert not data.exists()


def shown_on_a_terminal(arguments: Sequence[str]) -> str:
    """What a command writes where somebody watches."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(arguments, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        written = b""
        try:
            while piece := os.read(ours, 4096):
                written += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    assert process.returncode == 0
    return written.decode()


def test_progress_is_shown_on_a_terminal(folder: Path, tmp_path: Path) -> None:
    seen = shown_on_a_terminal(command("ingest", folder, "--data", tmp_path))

    assert "Läser in" in seen
    assert "\x1b[" in seen


def test_documents_are_listed(vagvis: Terminal, data: Path) -> None:
    status, out, _ = vagvis.run("documents", "--data", data)
    assert status == 0
    assert "Slutrapport Vägval" in out
    assert "1 dokument" in out

    _, as_json, _ = vagvis.run("documents", "--json", "--data", data)
    assert json.loads(as_json)["documents"][0]["source"] == "rapport.md"


def test_a_search(vagvis: Terminal, data: Path) -> None:
    status, out, _ = vagvis.run("search", "syftet med vägledning", "-k", "1", "--data", data)
    assert status == 0
    assert out.startswith("1. Slutrapport Vägval")

    _, as_json, _ = vagvis.run("search", "syftet med vägledning", "--json", "--data", data)
    reply = SearchReply.model_validate_json(as_json)
    assert "Syftet med vägledning" in reply.passages[0].text


def test_an_answer(vagvis: Terminal, data: Path) -> None:
    status, out, _ = vagvis.run("ask", "Vad är syftet med vägledning?", "--data", data)
    assert status == 0
    assert "[1] Slutrapport Vägval" in out

    question = ["ask", "Vad är syftet med vägledning?", "--audience", "staff", "--json"]
    _, as_json, _ = vagvis.run(*question, "--data", data)
    assert Answer.model_validate_json(as_json).citations


def test_an_answer_that_is_not_there(vagvis: Terminal, data: Path) -> None:
    status, out, _ = vagvis.run("ask", "xqzw wqzx", "--data", data)

    assert status == 0
    assert out.strip()


def test_an_empty_store_has_no_answers(vagvis: Terminal, tmp_path: Path) -> None:
    assert "Det finns inget underlag" in vagvis.refused("ask", "a", "--data", tmp_path)
    assert vagvis.run("documents", "--data", tmp_path)[0] == 0


def test_a_store_is_verified_and_repaired(vagvis: Terminal, folder: Path, tmp_path: Path) -> None:
    vagvis.run("ingest", folder, "--data", tmp_path)
    assert vagvis.run("verify", "--data", tmp_path)[0] == 0

    derived = [path for path in tmp_path.iterdir() if path.is_dir() and path.name != "originals"]
    for path in (path for folder in derived for path in folder.rglob("*")):
        if path.is_file():
            path.unlink()
    status, out, hint = vagvis.run("verify", "--data", tmp_path)
    assert status == 1
    assert out.strip()
    assert "--repair" in hint
    assert vagvis.run("verify", "--repair", "--data", tmp_path)[0] == 0
    assert vagvis.run("verify", "--data", tmp_path)[0] == 0
    assert "Slutrapport" in vagvis.run("search", "vägledning", "--data", tmp_path)[1]


def test_questions_are_evaluated(vagvis: Terminal, data: Path, tmp_path: Path) -> None:
    questions = tmp_path / "frågor.jsonl"
    questions.write_text(json.dumps(QUESTION) + "\n", "utf-8")
    status, out, _ = vagvis.run("evaluate", questions, "--data", data)
    assert status == 0
    assert "R@5" in out

    _, as_json, _ = vagvis.run("evaluate", questions, "--json", "--data", data)
    assert json.loads(as_json)["figures"]["questions"] == 1
    questions.write_text("{}\n", "utf-8")
    assert "rad 1" in vagvis.refused("evaluate", questions, "--data", data)
    assert "saknas.jsonl" in vagvis.refused("evaluate", "saknas.jsonl", "--data", data)
