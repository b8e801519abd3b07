"""What strangers and pages of other sites try, over HTTP on the loopback address."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

from assistant.access.caller import Right
from assistant.access.keys import KeyStore
from assistant.app import App, open_app
from assistant.serve.metrics import Metrics
from assistant.serve.server import behind_doors
from assistant.settings import Settings
from tests.assistant.conftest import fill
from tests.assistant.serve.doors import behind

PROBLEM = "application/problem+json"
PARTNER = "https://intra.example"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    settings = Settings(
        data=tmp_path_factory.mktemp("store"), hosts=("vagvis.example",), origins=(PARTNER,)
    )
    with open_app(settings, "tests") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def client(app: App) -> Iterator[httpx.Client]:
    """A browser of somebody who may do everything."""
    with KeyStore(app.settings.data) as keys:
        headers = {"Authorization": f"Bearer {keys.add('allt', [Right.ADMIN])}"}
    with (
        behind(app) as address,
        httpx.Client(base_url=address, headers=headers, timeout=60) as opened,
    ):
        yield opened


def origins(client: httpx.Client) -> list[str]:
    port = client.base_url.port
    return [
        "https://ond.example",
        f"http://ond.example:{port}",
        f"http://127.0.0.1:{port + 1 if port else 1}",
        "http://127.0.0.1",
        "null",
        "file://",
        "http://[::1",
    ]


def test_a_page_of_another_site_changes_nothing(client: httpx.Client, app: App) -> None:
    before = {record.id for record in app.store.documents()}
    file = {"files": ("egen.md", b"# Egen\n\nEn text om praktik.\n")}
    for origin in origins(client):
        headers = {"Origin": origin}
        sent = [
            client.post("/v1/documents", files=file, headers=headers),
            client.delete(f"/v1/documents/{next(iter(before))}", headers=headers),
            client.post("/v1/votes", json={}, headers=headers),
            client.post("/gradio_api/queue/join", json={}, headers=headers),
            client.post("/gradio_api/upload", files=file, headers=headers),
            client.post("/mcp", json={}, headers=headers),
        ]
        for response in sent:
            assert response.status_code == 403, (origin, response.request.url)
            assert response.headers["content-type"] == PROBLEM
            assert response.json()["type"].endswith(":forbidden")
    assert {record.id for record in app.store.documents()} == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Referer": "https://ond.example/sida"},
    ],
)
def test_a_browser_that_names_no_origin_is_refused_from_elsewhere(
    client: httpx.Client, headers: dict[str, str]
) -> None:
    assert client.delete("/v1/documents/-", headers=headers).status_code == 403


def test_own_pages_partners_and_programs_are_let_through(client: httpx.Client) -> None:
    own = str(client.base_url).rstrip("/")
    behind_proxy = {"Origin": "https://vagvis.example", "Host": f"127.0.0.1:{client.base_url.port}"}
    for headers in ({}, {"Origin": own}, {"Referer": own + "/"}, {"Origin": PARTNER}, behind_proxy):
        assert client.delete("/v1/documents/-", headers=headers).status_code == 404


@pytest.mark.parametrize("path", ["/config", "/v1/documents", "/healthz", "/", "/gradio_api/info"])
def test_a_page_of_another_site_reads_nothing(client: httpx.Client, path: str) -> None:
    for origin in origins(client):
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        for response in (
            client.get(path, headers={"Origin": origin}),
            client.options(path, headers=headers),
        ):
            assert "access-control-allow-origin" not in response.headers
            assert "access-control-allow-credentials" not in response.headers
    partner = client.get(path, headers={"Origin": PARTNER})
    assert partner.headers["access-control-allow-origin"] == PARTNER


@pytest.mark.parametrize(
    "host", ["ond.example", "ond.example:80", "127.0.0.1.ond.example", "[", ""]
)
def test_another_name_is_refused(client: httpx.Client, host: str) -> None:
    response = client.get("/v1/documents", headers={"Host": host})

    assert response.status_code == 421
    assert response.headers["content-type"] == PROBLEM


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:80", "Vagvis.Example:8443"])
def test_own_names_are_known(client: httpx.Client, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_behind_every_address_figures_are_known_and_names_are_not(app: App) -> None:
    with behind(app, chat=False, host="0.0.0.0") as address:  # noqa: S104 - named, not bound
        statuses = [
            httpx.get(f"{address}/healthz", headers={"Host": host}).status_code
            for host in ("10.1.2.3:7860", "[fd00::1]", "ond.example")
        ]
    assert statuses == [200, 200, 421]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/proxy=https://ond.example"),
        ("POST", "/gradio_api/run/predict"),
        ("POST", "/gradio_api/call/predict"),
        ("GET", "/monitoring"),
        ("GET", "/gradio_api/deep_link"),
        ("GET", f"/assets/{'a' * 3_000}"),  # which no disk has a name for
        ("GET", "/assets/%00"),
        ("GET", "/nej"),
        ("POST", "/"),
        ("PUT", "/en/"),
        ("GET", "/en/nej/nej"),
    ],
)
def test_what_the_page_does_not_need_is_not_there(
    client: httpx.Client, method: str, path: str
) -> None:
    response = client.request(method, path)

    assert response.status_code == 404
    assert response.headers["content-type"] == PROBLEM
    assert response.json()["type"] == "urn:vagvis:problem:not-found"


@pytest.mark.parametrize("path", ["/v1/documents", "/v1/answers", "/healthz", "/", "/docs"])
def test_nothing_is_traced(client: httpx.Client, path: str) -> None:
    response = client.request("TRACE", path, headers={"X-Secret": "hemligt"})

    assert response.status_code in (404, 405)
    assert "hemligt" not in response.text


def test_no_file_is_kept_that_anybody_sends_to_the_chat(
    client: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    for _ in range(3):
        client.post("/gradio_api/upload", files={"files": ("a.txt", b"hemligt")})

    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("path", ["/", "/en/", "/docs", "/v1/documents", "/nej", "/healthz"])
def test_every_response_says_what_browsers_may_do_with_it(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors" in policy
    scripts = next((part for part in policy.split(";") if "script-src" in part), "")
    assert "unsafe-inline" not in scripts
    assert ("unsafe-eval" in scripts) == (path in ("/", "/en/"))
    assert "http" not in policy
    if "json" in headers["content-type"]:
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/v1/documents"])
def test_what_watchers_ask_is_told_without_a_body_too(client: httpx.Client, path: str) -> None:
    response = client.head(path)

    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "body",
    [
        {"fn_index": 0, "data": ["hemligt"] * 7, "session_hash": "a"},
        {"fn_index": 1, "data": [{"hemligt": 1}] * 7, "session_hash": "b"},
        {"fn_index": 7, "data": ["hemligt", "hemligt"], "session_hash": "c"},
        {"fn_index": 999, "data": ["hemligt"], "session_hash": "d"},
        {"data": "hemligt"},
        ["hemligt"],
    ],
)
def test_junk_sent_to_the_chat_is_never_logged(
    client: httpx.Client,
    body: object,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    joined = client.post("/gradio_api/queue/join", json=body)
    if joined.is_success and isinstance(body, dict):
        query = {"session_hash": str(body["session_hash"])}
        with client.stream("GET", "/gradio_api/queue/data", params=query) as events:
            for line in events.iter_lines():
                if "process_completed" in line or "close_stream" in line:
                    break
    out, err = capfd.readouterr()
    written = out + err + "".join(record.getMessage() for record in caplog.records)
    assert "hemligt" not in written.replace(json.dumps(body), "")


def test_cookies_are_kept_from_scripts_and_other_sites(app: App) -> None:
    response = PlainTextResponse("")
    response.set_cookie("a", "1")
    response.set_cookie("b", "2", samesite="strict")
    with KeyStore(app.settings.data) as keys:
        doors = behind_doors(response, app.settings, "127.0.0.1", keys, Metrics(app))
    first, second = (
        TestClient(doors, "https://localhost").get("/docs").headers.get_list("set-cookie")
    )
    assert {"httponly", "samesite=lax", "secure"} <= set(first.lower().split("; "))
    assert {"httponly", "samesite=strict", "secure"} <= set(second.lower().split("; "))
