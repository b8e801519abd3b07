"""Staff sign in with a provider: what is made of its claims, and what of it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest

from assistant.access.identity import IdentityProviderError, load_identity_provider
from assistant.access.keys import KeyStore
from assistant.access.tokens import TokenStore
from assistant.app import App, open_app
from assistant.settings import Settings
from corpus.model import Document
from ingest.split import split
from tests.assistant.conftest import fill, guidance_page
from tests.assistant.serve.auth.provider import CLIENT, SECRET, LocalProvider
from tests.assistant.serve.doors import behind, running

BOARD = "/srv/styrelsen"
GRANTS = """
[[grant]]
value = "vägledare"
rights = ["ask", "read"]

[[grant]]
value = "styrelsen"
rights = ["read"]
collections = ["styrelsen"]

[[grant]]
value = "drift"
rights = ["admin"]
"""


class Browser:
    """Keeps cookies as browsers do over TLS, and follows no redirect by itself."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}
        self._client = httpx.Client(timeout=30, headers={"X-Forwarded-For": "198.51.100.7"})

    def get(self, address: str, accept: str = "*/*") -> httpx.Response:
        return self._send("GET", address, {"Accept": accept})

    def post(self, address: str, **headers: str) -> httpx.Response:
        return self._send("POST", address, headers)

    def _send(self, method: str, address: str, headers: dict[str, str]) -> httpx.Response:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        reply = self._client.request(method, address, headers=headers | {"Cookie": cookie})
        for line in reply.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                assert name.startswith("__Host-")
                assert morsel["secure"]
                assert morsel["httponly"]
                assert morsel["path"] == "/"
                assert not morsel["domain"]
                assert morsel["samesite"].lower() == "lax"
                self.cookies[name] = morsel.value
                if not morsel.value:
                    del self.cookies[name]
        return reply

    def sign_in(self, address: str) -> httpx.Response:
        """The last reply of the way there and back."""
        provider = self.get(address).headers["location"]
        return self.get(self.get(provider).headers["location"])


@pytest.fixture(scope="module")
def provider() -> Iterator[LocalProvider]:
    made = LocalProvider()
    with running(made.app()) as made.issuer:
        yield made


@pytest.fixture(autouse=True)
def honest(provider: LocalProvider) -> None:
    provider.lie = ""
    provider.claims = {"sub": "s-17", "name": "Anna <Berg>", "groups": ["vägledare"]}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with open_app(Settings(data=tmp_path_factory.mktemp("store")), "tests") as opened:
        fill(opened)
        secret: Document = replace(
            guidance_page(), location=f"{BOARD}/a.html", source="a.html", content_hash="9"
        )
        opened.store.put([(secret, split(secret))])
        with KeyStore(opened.settings.data) as keys:
            keys.close_folder(Path(BOARD), "styrelsen")
        yield opened


def written(file: Path, provider: LocalProvider, address: str) -> Path:
    head = {
        "issuer": provider.issuer,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "address": address,
    }
    file.write_text("".join(f'{name} = "{one}"\n' for name, one in head.items()) + GRANTS, "utf-8")
    return file


@contextmanager
def service(
    app: App, provider: LocalProvider, folder: Path, *, chat: bool = False
) -> Iterator[str]:
    """A service that is closed to those who have not signed in."""
    file = folder / "sign-in.toml"

    def settle(address: str) -> App:
        chosen = {"sign_in": written(file, provider, address), "anonymous": False}
        return replace(app, settings=app.settings.model_copy(update=chosen))

    with behind(settle, chat=chat) as address:
        yield address


@pytest.fixture(scope="module")
def address(
    app: App, provider: LocalProvider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with service(app, provider, tmp_path_factory.mktemp("settings")) as opened:
        yield opened


def test_a_browser_is_sent_to_sign_in_and_comes_back(address: str) -> None:
    browser = Browser()
    assert browser.get(f"{address}/v1/documents").status_code == 401

    sent = browser.get(f"{address}/v1/documents", accept="text/html")
    back = browser.sign_in(sent.headers["location"])

    assert (sent.status_code, back.status_code) == (303, 303)
    assert back.headers["location"] == f"{address}/v1/documents"
    assert len(browser.get(back.headers["location"]).json()["documents"]) == 2
    account = browser.get(f"{address}/konto")
    assert "Anna &lt;Berg&gt;" in account.text
    assert account.headers["cache-control"] == "no-store"


def test_groups_give_rights_and_collections(address: str, provider: LocalProvider) -> None:
    def seen(*groups: str) -> tuple[int, int, int]:
        provider.claims["groups"] = list(groups)
        browser = Browser()
        browser.sign_in(f"{address}/logga-in")
        documents = browser.get(f"{address}/v1/documents")
        count = len(documents.json().get("documents", []))
        metrics = browser.get(f"{address}/metrics").status_code
        return count, metrics, browser.post(f"{address}/v1/documents/-/reading").status_code

    assert seen("vägledare") == (2, 403, 403)
    assert seen("styrelsen", "annat") == (3, 403, 403)
    assert seen("drift") == (3, 200, 404)


@pytest.mark.parametrize("groups", [[], ["annat"], None, 7, {"a": 1}])
def test_who_is_in_no_group_gets_nothing(
    address: str, provider: LocalProvider, groups: object
) -> None:
    provider.claims["groups"] = groups
    browser = Browser()
    refused = browser.sign_in(f"{address}/logga-in")

    assert refused.status_code == 403
    assert refused.json()["type"].endswith("not-granted")
    assert "__Host-vagvis" not in browser.cookies


@pytest.mark.parametrize(
    "lie",
    [
        *("nonce", "no nonce", "expired", "audience", "issuer"),
        *("signature", "symmetric", "none", "no token"),
    ],
)
def test_a_token_that_is_not_what_was_asked_for_is_refused(
    address: str, provider: LocalProvider, lie: str
) -> None:
    provider.lie = lie
    browser = Browser()
    refused = browser.sign_in(f"{address}/logga-in")

    assert refused.status_code == 403
    assert refused.json()["type"].endswith("sign-in-refused")
    assert browser.get(f"{address}/v1/documents").status_code == 401
    provider.lie = ""
    assert browser.sign_in(f"{address}/logga-in").status_code == 303


def test_somebody_sees_and_ends_all_their_sessions(address: str) -> None:
    own, elsewhere = Browser(), Browser()
    for browser in (own, elsewhere):
        browser.sign_in(f"{address}/logga-in")
    assert "webbläsare" in own.get(f"{address}/konto").text

    own.post(f"{address}/logga-ut?alla=1", Origin=address)

    assert elsewhere.get(f"{address}/v1/documents").status_code == 401
    own.sign_in(f"{address}/logga-in")
    assert "webbläsare" not in own.get(f"{address}/konto").text


def test_only_the_browser_that_began_may_finish_and_only_once(address: str) -> None:
    browser, other = Browser(), Browser()
    provider = browser.get(f"{address}/logga-in").headers["location"]
    back = browser.get(provider).headers["location"]

    other.get(f"{address}/logga-in")  # has a flow of its own, with another state
    assert other.get(back).status_code == Browser().get(back).status_code == 403
    state = browser.cookies.copy()
    assert browser.get(back).status_code == 303
    browser.cookies |= state
    assert browser.get(back).status_code == 403


def test_signing_out_ends_the_session_here_and_names_the_way_there(
    address: str, provider: LocalProvider
) -> None:
    browser = Browser()
    browser.sign_in(f"{address}/logga-in")
    stolen = browser.cookies.copy()

    foreign = browser.post(f"{address}/logga-ut", Origin="https://another.example")
    assert foreign.status_code == 403
    gone = browser.post(f"{address}/logga-ut", Origin=address)

    assert f"{provider.issuer}/logout?id_token_hint=" in gone.text
    assert gone.headers["clear-site-data"] == '"cache", "storage"'
    assert not browser.cookies
    browser.cookies = stolen
    assert browser.get(f"{address}/v1/documents").status_code == 401


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil", "/a\nb", ""])
def test_nobody_is_sent_elsewhere_after_signing_in(address: str, path: str) -> None:
    begin = httpx.URL(f"{address}/logga-in", params={"till": path})

    assert Browser().sign_in(str(begin)).headers["location"] == f"{address}/"


def test_a_provider_that_is_not_there_is_told(
    app: App, provider: LocalProvider, tmp_path: Path
) -> None:
    gone = replace(provider, issuer="http://127.0.0.1:9")
    with service(app, gone, tmp_path) as address:
        told = Browser().get(f"{address}/logga-in")

    assert told.status_code == 503
    assert "Inloggningstjänsten" in told.json()["detail"]


def test_the_chat_is_behind_it_too(app: App, provider: LocalProvider, tmp_path: Path) -> None:
    with service(app, provider, tmp_path, chat=True) as address:
        browser = Browser()
        sent = browser.get(f"{address}/", accept="text/html")
        back = browser.sign_in(sent.headers["location"])
        page = browser.get(back.headers["location"], accept="text/html")
        config = browser.get(f"{address}/config").text

    assert page.status_code == 200
    assert "gradio" in page.text
    assert "/konto" in config


@pytest.mark.parametrize(
    "change",
    [
        ("http://127.0.0.1:1", "http://login.example"),
        ('rights = ["read"]', 'rights = ["all"]'),
        ('client_id = "vagvis"', ""),
        ("[[grant]]", "[grant"),
    ],
)
def test_a_file_of_no_use_is_told_before_anything_is_served(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    made = LocalProvider(issuer="http://127.0.0.1:1")
    file = written(tmp_path / "a.toml", made, "https://vagvis.example")
    assert load_identity_provider(file).address == "https://vagvis.example"
    file.write_text(file.read_text("utf-8").replace(*change), "utf-8")

    with pytest.raises(IdentityProviderError, match=r"a\.toml"):
        load_identity_provider(file)


def test_a_token_ends_when_its_time_is_out_or_it_is_not_used() -> None:
    clock = [0.0]
    store = TokenStore[str](most=2, lasting=100, idle=30, clock=lambda: clock[0])
    first = store.add("a")
    for moment in (29.0, 58.0, 87.0):
        clock[0] = moment
        assert store.find(first) == "a"
    clock[0] = 100.0
    assert store.find(first) is None
    kept = [store.add(one) for one in "bcd"]
    assert [store.find(one) for one in kept] == [None, "c", "d"]
    clock[0] = 130.0
    assert store.take(kept[1]) is None
