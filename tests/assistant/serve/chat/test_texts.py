"""Every text that the page asks for by name is there, and none is there for nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from assistant.bodies.answer import Status
from assistant.bodies.question import Audience
from assistant.serve import chat
from assistant.serve.chat.views import VIEWS
from assistant.serve.chat.views.material import FIELDS
from corpus.model import Kind

FOLDER = Path(chat.__path__[0])
TEXTS = tomllib.loads((FOLDER / "texts.toml").read_text("utf-8"))
SOURCES = [
    path.read_text("utf-8") for path in FOLDER.rglob("*.*") if path.suffix in (".py", ".html")
]

SAID = re.compile(r"""(?:\bsay|\btext|\bmissing)\((?:"(?P<name>\w+)"|(?P<rest>[^)]*))""")
BY_VALUE = {
    "verdict_": [status.value for status in Status if status is not Status.ANSWERED],
    "audience_": [audience.value for audience in Audience],
    "kind_": [kind.value for kind in Kind],
    "one_": [kind.value for kind in Kind],
    "field_": FIELDS,
    "made_": ["sure", "unsure"],
    "view_": list(VIEWS),
}
"""Texts whose name ends in a value."""


def names() -> set[str]:
    """The names that are asked for."""
    said = set()
    for match in (match for source in SOURCES for match in SAID.finditer(source)):
        said |= {match["name"]} if match["name"] else set(re.findall(r'"(\w+)"', match["rest"]))
    return said


@pytest.mark.parametrize("name", sorted(names() - set(BY_VALUE)))
def test_a_text_that_is_asked_for_is_there(name: str) -> None:
    assert name in TEXTS


@pytest.mark.parametrize("name", [f"{a}{b}" for a, values in BY_VALUE.items() for b in values])
def test_every_value_has_a_text(name: str) -> None:
    assert name in TEXTS


def test_no_text_is_there_for_nothing() -> None:
    by_value = tuple(BY_VALUE)
    held = " ".join(SOURCES)
    unused = {name for name in TEXTS if f'"{name.removesuffix("_help")}"' not in held}
    assert {name for name in unused if not name.startswith(by_value)} == set()


@pytest.mark.parametrize("name", TEXTS)
def test_both_languages_say_the_same(name: str) -> None:
    both = TEXTS[name]
    assert set(both) == {"sv", "en"}
    fields = [{field for _, field, _, _ in Formatter().parse(both[code]) if field} for code in both]
    assert fields[0] == fields[1]
    assert all(both.values())
