"""Every sentence that the assistant has ready to say is plain Swedish, wherever it is written."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import assistant
from tests.plain_swedish import EASY, lix

ROOT = Path(assistant.__path__[0])
PAGE = ROOT / "serve" / "chat" / "texts.toml"


def in_data(value: object) -> Iterator[str]:
    """The Swedish texts of a table, however deep."""
    match value:
        case {"sv": str(swedish), "en": str()}:
            yield swedish
        case dict():
            for one in value.values():
                yield from in_data(one)


def in_code(path: Path) -> Iterator[str]:
    """The Swedish texts that a module makes with ``Text``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Text"
        ):
            given = [*node.args[:1], *(one.value for one in node.keywords if one.arg == "sv")]
            yield from (str(one.value) for one in given if isinstance(one, ast.Constant))


def texts() -> dict[Path, list[str]]:
    """The texts of every file that has any."""
    every = {
        path: list(in_data(tomllib.loads(path.read_text("utf-8")))) for path in ROOT.rglob("*.toml")
    } | {path: list(in_code(path)) for path in ROOT.rglob("*.py")}
    return {path: several for path, several in every.items() if several}


def test_what_is_ready_to_be_said_is_plain() -> None:
    found = texts()
    assert len(found) > 10
    assert lix(one for several in found.values() for one in several) <= 30
    # A file of a line or two is no text whose ease could be told.
    long = {path: several for path, several in found.items() if len(" ".join(several)) > 400}
    assert {path.name: hard for path, one in long.items() if (hard := lix(one)) > EASY} == {}


def test_the_page_is_plainer_still() -> None:
    assert lix(texts()[PAGE]) <= 30
