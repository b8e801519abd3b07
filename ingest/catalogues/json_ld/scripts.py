"""The JSON-LD of a saved web page: its scripts, and the schema.org things that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.data_files import word_list
from ingest.catalogues.items import shapes
from ingest.catalogues.items.parsing import parse_json
from ingest.catalogues.values import unescape
from ingest.readers.reading import Unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

COURSES = frozenset(["Course", "EducationalOccupationalProgram"])
INSTANCE = "CourseInstance"
_NAMESPACE = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)")
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
_TYPE = re.compile(
    rb"""["']@?type["']\s*:\s*(?:\[[^\]]{0,300})?["'](?:https?://(?:www\.)?schema\.org/|schema:)?"""
    rb"(?:Course|CourseInstance|EducationalOccupationalProgram)[\"']"
)
_NOT_OFFERED = word_list("not_offered", __package__)

Thing = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Statement:
    """A course or an occasion that stands by itself, and the line where its script begins."""

    thing: Thing
    line: int


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What a page's scripts hold: courses, occasions without a course, and what was broken.

    ``broken`` has a Swedish sentence for each script that is no JSON.
    """

    courses: tuple[Statement, ...]
    instances: tuple[Statement, ...]
    broken: tuple[str, ...]
    by_id: Mapping[str, Thing]

    @property
    def is_empty(self) -> bool:
        """Whether there is no course, and no script that may have held one."""
        return not (self.courses or self.instances or self.broken)

    def whole(self, value: object) -> list[Thing]:
        """The things of a value; one that is only named (``@id``) is looked up in the page."""
        things = []
        for thing in shapes.objects(value):
            identity = thing.get("@id")
            known = self.by_id.get(identity) if isinstance(identity, str) else None
            things.append(known or thing)
        return things


def mentions_courses(data: bytes) -> bool:
    """Whether a page has JSON-LD that names a type of course; quick, and without parsing."""
    for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        if data.startswith(mark):
            data = data.decode(encoding, errors="ignore").encode()
    if b"ld+json" not in data:
        return False
    return _TYPE.search(data.replace(rb"\/", b"/").replace(b"&quot;", b'"')) is not None


def read_linked_data(root: HtmlElement) -> LinkedData:
    """Every course and occasion in the scripts of a page, in order."""
    parsed: list[tuple[object, int]] = []
    broken = []
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        line = script.sourceline or 0
        try:
            parsed.append((_parse(script.text or ""), line))
        except Unreadable as error:
            broken.append(f"Skriptet på rad {line} {error}")
    by_id = _by_id(thing for value, _ in parsed for thing in _things(value, frozenset()))
    courses: list[Statement] = []
    instances: list[Statement] = []
    for value, line in parsed:
        for thing in _things(value, _NOT_OFFERED):
            if types(thing) & COURSES:
                courses.append(Statement(thing, line))
            elif INSTANCE in types(thing):
                instances.append(Statement(thing, line))
    return LinkedData(tuple(courses), tuple(instances), tuple(broken), by_id)


def types(thing: Thing) -> set[str]:
    """The types of a thing, without the namespace of schema.org."""
    return {_NAMESPACE.sub("", name) for name in shapes.codes(thing.get("@type"))}


def _parse(text: str) -> object:
    text = _WRAPPING.sub("", text)
    try:
        return parse_json(text, _name)
    except Unreadable:
        if "&quot;" not in text:
            raise
    # Some systems escape a script as if it were text.
    return parse_json(unescape(text), _name)


def _name(name: str) -> str:
    plain = _NAMESPACE.sub("", name)
    return {"type": "@type", "id": "@id"}.get(plain, plain)


def _things(value: object, skipped: frozenset[str]) -> Iterator[Thing]:
    """Every object in a value in the order it stands; not those under skipped properties."""
    stack = [value]
    while stack:
        entry = stack.pop()
        if isinstance(entry, list):
            stack.extend(reversed(entry))
        elif isinstance(entry, Mapping):
            yield entry
            stack.extend(
                inner for name, inner in reversed(list(entry.items())) if name not in skipped
            )


def _by_id(things: Iterable[Thing]) -> Mapping[str, Thing]:
    """Things by identity; the statements on one in several places are put together."""
    known: dict[str, Thing] = {}
    for thing in things:
        identity = thing.get("@id")
        if isinstance(identity, str) and len(thing) > 1:
            before = known.get(identity, {})
            known[identity] = {**thing, **{n: v for n, v in before.items() if v not in (None, [])}}
    return known
