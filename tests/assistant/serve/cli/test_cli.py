from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import anyio
import httpx
import mcp
import openai
import pytest

import assistant.serve.cli.frame
from assistant.bodies.answer import Answer
from assistant.bodies.search import SearchReply

REPORT = """# Slutrapport Vägval

Syftet med vägledning är att individen ska kunna välja utbildning och yrke själv.

## Resultat

Projektet hade 34 deltagare. 21 av dem fick arbete inom ett halvår.
"""
QUESTION = {
    "id": "q1",
    "question": "Vad är syftet med vägledning?",
    "kind": "fact",
    "answerable": True,
    "gold_spans": ["Syftet med vägledning är att individen ska kunna välja"],
    "must_contain": ["utbildning och yrke"],
}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "assistant.serve.cli", *map(str, arguments)]


class Terminal:
    """Runs commands in this process and tells what they wrote."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *arguments: object) -> tuple[int, str, str]:
        status = assistant.serve.cli.frame.run([str(one) for one in arguments])
        written = self._capsys.readouterr()
        return status, written.out, written.err

    def refused(self, *arguments: object) -> str:
        """The line that a user's mistake gives."""
        status, out, line = self.run(*arguments)
        assert status == 2
        assert out == ""
        assert line.count("\n") == 1
        return line


@pytest.fixture
def vagvis(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dokument")
    (made / "rapport.md").write_text(REPORT, "utf-8")
    (made / "tom.txt").write_bytes(b"")
    return made


@pytest.fixture(scope="module")
def data(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    made = tmp_path_factory.mktemp("data")
    assert assistant.serve.cli.frame.run(["ingest", str(folder), "--data", str(made)]) == 0
    return made


# Help, and mistakes in the arguments


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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_no_room_where_the_answer_goes_is_one_line(data: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("documents", "--data", data),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert "dit svaret skrivs: disken är full" in done.stderr
    assert done.stderr.count("\n") == 1


# Documents in


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


# Answers out


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


# The server


@pytest.fixture(scope="module")
def server(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, subprocess.Popen[str]]]:
    """``vagvis serve`` on a free port: its address, store and process."""
    data = tmp_path_factory.mktemp("served")
    assert assistant.serve.cli.frame.run(["ingest", str(folder), "--data", str(data)]) == 0
    line = command("serve", "--port", "0", "--examples", "--data", data)
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found, process.communicate()
    yield found[0], data, process
    process.kill()
    process.communicate()


def test_api_and_chat_are_served_together(server: tuple[str, Path, object]) -> None:
    address, _, _ = server

    assert httpx.get(f"{address}/readyz").json() == {"status": "ok"}
    assert len(httpx.get(f"{address}/v1/documents").json()["documents"]) == 1
    page = httpx.get(f"{address}/")
    assert page.status_code == 200
    assert "text/html" in page.headers["content-type"]
    answer = httpx.post(f"{address}/v1/answers", json={"question": "Vad är syftet?"})
    assert Answer.model_validate(answer.json()).text
    for missing in (httpx.get(f"{address}/v1/nej"), httpx.put(f"{address}/v1/search")):
        assert missing.status_code in {404, 405}
        assert missing.headers["content-type"] == "application/problem+json"


def test_other_programs_are_served_beside_the_chat(
    server: tuple[str, Path, object],
) -> None:
    address, _, _ = server

    async def names() -> list[str]:
        async with mcp.Client(f"{address}/mcp") as client:
            await client.call_tool("answer", {"question": "min hemliga fråga"})
            return [tool.name for tool in (await client.list_tools()).tools]

    with openai.OpenAI(base_url=f"{address}/openai/v1", api_key="none") as client:
        assert "vagvis" in [model.id for model in client.models.list()]
    assert "answer" in anyio.run(names)


def test_others_are_told_who_holds_the_store(
    vagvis: Terminal, server: tuple[str, Path, subprocess.Popen[str]]
) -> None:
    _, data, process = server
    line = vagvis.refused("search", "vägledning", "--data", data)

    assert "vagvis serve" in line
    assert str(process.pid) in line


def test_a_port_that_is_taken(vagvis: Terminal, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = vagvis.refused("serve", "--port", port, "--data", tmp_path)

    assert f"Porten {port} är upptagen" in line


def test_the_server_ends_cleanly_and_logs_no_question(
    vagvis: Terminal, server: tuple[str, Path, subprocess.Popen[str]]
) -> None:
    address, data, process = server
    httpx.post(f"{address}/v1/answers", json={"question": "min hemliga fråga"})
    httpx.get(f"{address}/nej?q=hemliga")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 0, err
    assert "hemliga" not in out + err
    assert "Traceback" not in err
    assert vagvis.run("verify", "--data", data)[0] == 0
