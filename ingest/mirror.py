"""Files at web addresses, kept in a folder in step with what stands there.

Polite: robots.txt is asked first, a host gets one request at a time with a pause between, and what
has not changed is not sent again (ETag and Last-Modified, RFC 9110). What cannot be fetched stays
as it was; what its host says is gone goes.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx
from lxml import etree
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from ingest.files import BadPath, SkippedFile

AGENT = "Vagvis"
"""What the program calls itself to other servers, and in their robots.txt."""

LARGEST = 50_000_000
"""Bytes of the largest file that is fetched."""

SECONDS = 30.0
"""That a server may be silent."""

HOPS = 5
"""Redirects that are followed."""

_STATE = ".fetched.json"
_GONE = {404, 410}
_LINKS = "//*[local-name()='item']/*[local-name()='link']/text()"
_ATOM_LINKS = "//*[local-name()='entry']/*[local-name()='link']/@href"


class Address(BaseModel):
    """One address to watch; of a ``feed`` (RSS, Atom) each entry's page on the same host, too."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: HttpUrl
    feed: bool = False


class AddressList(BaseModel):
    """The file in which an operator lists addresses; ``pause`` is in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pause: float = Field(default=1.0, ge=0)
    address: tuple[Address, ...] = ()


def read_addresses(path: Path) -> AddressList:
    """The addresses that a TOML file lists.

    Raises:
        BadPath: it cannot be read; the message says why.
    """
    try:
        return AddressList.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise BadPath(f"{path} går inte att läsa ({error.strerror}).") from error
    except (ValueError, ValidationError) as error:
        raise BadPath(
            f"{path} är ingen lista över adresser. Skriv [[address]] och under den url = ”…” "
            "för var och en."
        ) from error


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched: its name in the folder, and what its server knows it by."""

    name: str
    etag: str = ""
    modified: str = ""


class Unfetchable(Exception):
    """An address gave nothing; ``str()`` is a Swedish sentence whose subject is the address."""


class GoneForGood(Unfetchable):
    """Its server says that there is nothing any more."""


@dataclass
class Mirror:
    """A folder with the files of addresses.

    ``wait`` takes the seconds to pause before a host is asked again.
    """

    folder: Path
    client: httpx.Client
    pause: float = 1.0
    wait: Callable[[float], None] = time.sleep
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _times: dict[str, float] = field(default_factory=dict)

    def update(self, addresses: Sequence[Address]) -> list[SkippedFile]:
        """Brings the folder in step; the addresses of which nothing came, each with the reason."""
        self.folder.mkdir(parents=True, exist_ok=True)
        before = self._state()
        now: dict[str, Fetched] = {}
        troubles: list[SkippedFile] = []
        waiting = [(str(one.url), one.feed) for one in reversed(addresses)]
        while waiting:
            url, feed = waiting.pop()
            if url in now:
                continue
            try:
                now[url] = self._fetch(url, before.get(url))
                if feed:
                    waiting += [(link, False) for link in self._entries(url, now[url])]
            except Unfetchable as error:
                troubles.append(SkippedFile(url, str(error)))
                if url in before and not isinstance(error, GoneForGood):
                    now[url] = before[url]
                    if feed:
                        waiting += [(link, False) for link in self._entries(url, before[url])]
        kept = {one.name for one in now.values()}
        for path in self.folder.iterdir():
            if path.name not in kept and path.name != _STATE:
                path.unlink()
        _write(self.folder / _STATE, json.dumps({u: asdict(f) for u, f in now.items()}).encode())
        return troubles

    def _state(self) -> Mapping[str, Fetched]:
        try:
            rows = json.loads((self.folder / _STATE).read_bytes())
            state = {url: Fetched(**row) for url, row in rows.items()}
        except (OSError, ValueError, TypeError):
            return {}
        return {u: f for u, f in state.items() if (self.folder / f.name).is_file()}

    def _fetch(self, url: str, before: Fetched | None) -> Fetched:
        """The file of an address, written where it is new; raises Unfetchable."""
        known = {}
        if before and before.etag:
            known["If-None-Match"] = before.etag
        if before and before.modified:
            known["If-Modified-Since"] = before.modified
        where = url
        for _ in range(HOPS):
            if not self._may(where):
                raise Unfetchable("får inte hämtas av program, säger webbplatsens robots.txt.")
            response, data = self._get(where, known)
            if not response.has_redirect_location:
                break
            where = urljoin(where, response.headers["location"])
        else:
            raise Unfetchable("skickar vidare för många gånger.")
        if response.status_code == httpx.codes.NOT_MODIFIED and before:
            return before
        if response.status_code in _GONE:
            raise GoneForGood(f"finns inte längre ({response.status_code}).")
        if response.status_code != httpx.codes.OK:
            raise Unfetchable(f"gick inte att hämta ({response.status_code}).")
        name = _name(url, response.headers.get("content-type", ""))
        if before is None or not _holds(self.folder / name, data):
            _write(self.folder / name, data)
        headers = response.headers
        return Fetched(name, headers.get("etag", ""), headers.get("last-modified", ""))

    def _get(self, url: str, headers: Mapping[str, str]) -> tuple[httpx.Response, bytes]:
        host = urlsplit(url).netloc
        pause = max(self.pause, float(self._delay(host)))
        left = self._times.get(host, -pause) + pause - time.monotonic()
        if left > 0:
            self.wait(left)
        self._times[host] = time.monotonic()
        own = {"User-Agent": AGENT, **headers}
        try:
            with self.client.stream("GET", url, headers=own, timeout=SECONDS) as response:
                data = bytearray()
                for piece in response.iter_bytes():
                    data += piece
                    if len(data) > LARGEST:
                        raise Unfetchable(f"är större än {LARGEST // 1_000_000} MB.")
                return response, bytes(data)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unfetchable(f"gick inte att nå ({type(error).__name__}).") from error

    def _delay(self, host: str) -> float:
        rules = self._rules.get(host)
        return float(rules.crawl_delay(AGENT) or 0) if rules and rules.mtime() else 0.0

    def _may(self, url: str) -> bool:
        """Whether robots.txt lets us (RFC 9309: none allows all, a failing server nothing)."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"}:
            return False
        if parts.netloc not in self._rules:
            rules = RobotFileParser()
            response, data = self._get(f"{parts.scheme}://{parts.netloc}/robots.txt", {})
            if response.status_code == httpx.codes.OK:
                rules.parse(data.decode("utf-8", "replace").splitlines())
            elif response.is_client_error or response.has_redirect_location:
                rules.parse([])
            else:
                raise Unfetchable(f"gick inte att hämta: robots.txt gav {response.status_code}.")
            self._rules[parts.netloc] = rules
        return self._rules[parts.netloc].can_fetch(AGENT, url)

    def _entries(self, url: str, feed: Fetched) -> Iterator[str]:
        """The pages of a feed's entries, those on its own host alone."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        tree = etree.fromstring((self.folder / feed.name).read_bytes(), parser)
        if tree is None:
            return
        for link in [*tree.xpath(_LINKS), *tree.xpath(_ATOM_LINKS)]:
            page = urljoin(url, str(link).strip())
            if urlsplit(page).netloc == urlsplit(url).netloc:
                yield page


def _name(url: str, media_type: str) -> str:
    """A file name that says where it is from, and is no other address's."""
    parts = urlsplit(url)
    end = PurePosixPath(unquote(parts.path)).name or "index"
    if "." not in end and "html" in media_type:
        end += ".html"
    plain = re.sub(r"[^\w.-]+", "-", f"{parts.hostname}-{end}")[-120:].lstrip(".-")
    return f"{hashlib.sha256(url.encode()).hexdigest()[:8]}-{plain}"


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
