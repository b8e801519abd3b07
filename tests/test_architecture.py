"""The arrows between the packages, read from the imports themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "ingest", "assistant", "evals")

ALLOWED = {
    "corpus": {"corpus"},
    "ingest": {"ingest", "corpus"},
    "assistant": {"assistant", "corpus"},
    "evals": {"evals", "assistant", "corpus", "ingest"},
}
CALLS_THE_PIPELINE = ("assistant/serve/cli/", "assistant/serve/api/uploads.py")
CALLS_THE_FIGURES = ("assistant/serve/cli/",)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def modules() -> list[str]:
    return [
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    ]


@pytest.mark.parametrize("module", modules())
def test_arrows_point_inwards(module: str) -> None:
    allowed = set(ALLOWED[module.partition("/")[0]])
    if module.startswith(CALLS_THE_PIPELINE):
        allowed.add("ingest")
    if module.startswith(CALLS_THE_FIGURES):
        allowed.add("evals")
    named = {name.partition(".")[0] for name in imports(ROOT / module)} & set(PACKAGES)
    assert named <= allowed


def test_every_module_is_seen() -> None:
    assert len(modules()) > 40
