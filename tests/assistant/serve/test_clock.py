"""A clock that jumps a year ahead, back again and a year behind, between two requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import time_machine

from assistant.access.caller import Right
from assistant.access.keys import KeyStore
from assistant.access.tokens import TokenStore
from assistant.app import App
from ingest.watch import WatchedPlaces
from tests.assistant.serve.doors import behind

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
YEAR = dt.timedelta(days=365)
JUMPS = (NOW, NOW + YEAR, NOW, NOW - YEAR, NOW)
STRANGER = {"X-Forwarded-For": "198.51.100.7"}


def jumps() -> Iterator[dt.datetime]:
    """Each moment while it lasts."""
    with time_machine.travel(NOW, tick=True) as clock:
        for moment in JUMPS:
            clock.move_to(moment)
            yield moment


def test_keys_answers_and_the_health_go_on(own_app: App) -> None:
    with KeyStore(own_app.settings.data) as keys, behind(own_app, chat=False) as address:
        token = keys.add("alla år", [Right.ADMIN])
        headers = STRANGER | {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
            seen = []
            for moment in jumps():
                assert client.get("/readyz").status_code == 200
                courses = client.get("/v1/courses").json()["courses"]
                seen.append({one["apply_until"]: one["state"] for one in courses})
                file = {"files": (f"{moment:%Y}.md", f"# År\n\nOm år {moment:%Y}.".encode())}
                assert client.post("/v1/documents", files=file).status_code == 201
            assert seen[0] == seen[2] == seen[4]
            assert seen[0] != seen[1] != seen[3] != seen[0]  # what is open follows the clock
            keys.revoke("alla år")
            assert client.get("/v1/documents").status_code == 401
    assert own_app.store.verify() == []


def test_a_share_is_never_used_up_for_longer_than_its_time(own_app: App) -> None:
    limited = replace(own_app, settings=own_app.settings.model_copy(update={"rate": "2/minute"}))
    with (
        behind(limited, chat=False) as address,
        httpx.Client(base_url=address, headers=STRANGER, timeout=60) as client,
        time_machine.travel(NOW, tick=False) as clock,
    ):
        for visit, moment in enumerate(JUMPS):
            clock.move_to(moment)
            replies = [client.get("/v1/courses") for _ in range(3)]
            assert replies[-1].status_code == 429
            assert 1 <= int(replies[-1].headers["retry-after"]) <= 60
            # Of a day that comes twice another minute: what has passed is forgotten a little later.
            clock.move_to(moment + dt.timedelta(minutes=2 + 2 * visit))
            assert client.get("/v1/courses").status_code == 200


def test_a_session_lasts_as_long_as_it_should() -> None:
    sessions = TokenStore[str](most=2, lasting=60, idle=60)
    token = sessions.add("någon")

    assert [sessions.find(token) for _ in jumps()] == ["någon"] * len(JUMPS)


def test_watching_goes_on_and_keeps_its_reports_in_order(own_app: App, tmp_path: Path) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    places = WatchedPlaces([folder], None, tmp_path / "mirror", 60)
    for number, moment in enumerate(jumps()):
        (folder / f"{number}.md").write_text(f"# Nummer {number}\n\nOm år {moment:%Y}.")
        assert places.look(own_app.store).read == [f"{number}.md"]
    reports = own_app.store.watch_reports()
    assert [report["read"] for report in reports] == [[f"{n}.md"] for n in (4, 3, 2, 1, 0)]
    assert own_app.store.verify() == []
