"""Who may what with which key, over HTTP, and what is kept of keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.access.caller import Right
from assistant.access.keys import FILE, PREFIX, KeyStore, NameTaken
from assistant.app import App, open_app
from assistant.settings import Settings
from tests.assistant.conftest import fill
from tests.assistant.serve.doors import behind

PROXIED = {"X-Forwarded-For": "198.51.100.7"}
"""As a proxy on this machine passes on what somebody out there asks."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with open_app(Settings(data=tmp_path_factory.mktemp("store")), "tests") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def keys(app: App) -> Iterator[KeyStore]:
    with KeyStore(app.settings.data) as opened:
        yield opened


@contextmanager
def client(app: App, headers: dict[str, str] = PROXIED, **settings: Any) -> Iterator[httpx.Client]:
    """Somebody elsewhere, who asks under settings."""
    changed = replace(app, settings=app.settings.model_copy(update=settings))
    with behind(changed, chat=False) as address:
        opened = httpx.Client(base_url=address, headers=headers, timeout=60)
        with opened:
            yield opened


def try_all(client: httpx.Client, token: str = "") -> dict[str, int]:
    """The status of one request for each right."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    file = {"files": ("egen.md", b"# Egen\n\nEn text om praktik.\n")}
    return {
        "ask": client.post("/v1/search", json={"query": "praktik"}, headers=headers).status_code,
        "courses": client.get("/v1/courses", headers=headers).status_code,
        "models": client.get("/openai/v1/models", headers=headers).status_code,
        "read": client.get("/v1/documents", headers=headers).status_code,
        "upload": client.post("/v1/documents", files=file, headers=headers).status_code,
        "delete": client.delete("/v1/documents/-", headers=headers).status_code,
        "reread": client.post("/v1/documents/-/reading", headers=headers).status_code,
    }


ALLOWED = {
    "ask": 200,
    "courses": 200,
    "models": 200,
    "read": 200,
    "upload": 201,
    "delete": 404,
    "reread": 404,
}
CHANGES = ("upload", "delete", "reread")


def but(status: int, *names: str) -> dict[str, int]:
    return ALLOWED | dict.fromkeys(names, status)


def test_nobody_elsewhere_changes_anything_without_a_key(app: App, keys: KeyStore) -> None:
    token = keys.add("läsaren", [Right.INGEST, Right.ASK, Right.READ])
    with client(app) as elsewhere:
        assert try_all(elsewhere) == but(401, *CHANGES)
        assert try_all(elsewhere, "none") == but(401, *CHANGES)
        assert try_all(elsewhere, token) == ALLOWED
        needed = elsewhere.delete("/v1/documents/-")
        assert needed.headers["www-authenticate"] == "Bearer"
        assert needed.headers["content-type"] == "application/problem+json"


def test_at_the_machine_itself_no_key_is_needed(app: App) -> None:
    with client(app, headers={}) as here:
        assert try_all(here) == ALLOWED
    # behind a proxy nobody sits at the machine, whatever the proxy says
    for settings in ({"hosts": ("vagvis.example",)}, {"root_path": "/vagvis"}):
        with client(app, headers={}, **settings) as proxied:
            assert try_all(proxied) == but(401, *CHANGES)


def test_a_key_is_for_what_it_was_made_for(app: App, keys: KeyStore) -> None:
    asking, reading = ("ask", "courses", "models"), ("read",)
    made = {scope: keys.add(f"bara {scope}", [scope]) for scope in Right}
    with client(app, anonymous=False) as closed:
        assert try_all(closed) == but(401, *asking, *reading, *CHANGES)
        assert try_all(closed, made[Right.ASK]) == but(403, *reading, *CHANGES)
        assert try_all(closed, made[Right.READ]) == but(403, *asking, *CHANGES)
        assert try_all(closed, made[Right.INGEST]) == but(403, *asking, *reading)
        assert try_all(closed, made[Right.ADMIN]) == ALLOWED
        assert closed.get("/healthz").status_code == closed.get("/docs").status_code == 200


def test_a_closed_service_is_closed_at_the_machine_too(app: App) -> None:
    with client(app, headers={}, anonymous=False) as here:
        assert set(try_all(here).values()) == {401}


def test_a_revoked_or_invented_key_ends_at_once(app: App, keys: KeyStore) -> None:
    token = keys.add("kort", [Right.ADMIN])
    with client(app) as elsewhere:
        assert try_all(elsewhere, token) == ALLOWED
        assert keys.revoke("kort")
        for wrong in (
            token,
            token[:-1] + ("a" if token[-1] != "a" else "b"),
            "vagvis_x",
            "vagvis_",
        ):
            assert set(try_all(elsewhere, wrong).values()) == {401}
    assert not keys.revoke("kort")


def test_closed_uploads_are_closed_to_every_key(app: App, keys: KeyStore) -> None:
    token = keys.add("allt", [Right.ADMIN])
    with client(app, uploads=False) as elsewhere:
        assert try_all(elsewhere, token) == but(403, *CHANGES)


def test_nothing_of_a_key_is_kept_but_its_hash(tmp_path: Path) -> None:
    with KeyStore(tmp_path) as keys:
        token = keys.add("en", [Right.ASK, Right.READ])
        [key] = keys.all()
        assert keys.find(token) == key
        with pytest.raises(NameTaken):
            keys.add("en", [Right.ASK])
        keys.revoke("en")
        assert keys.add("en", [Right.ASK]) != token
    kept = (tmp_path / FILE).read_bytes()
    secret = token.removeprefix(PREFIX).partition("_")[2]
    assert secret.encode() not in kept
    assert b"$argon2id$" in kept
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
