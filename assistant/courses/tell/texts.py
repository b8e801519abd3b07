"""The texts of ``texts.toml``, each by its table and name: ``state.open``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from assistant.words.languages import Language, Text


def say(name: str, language: Language, /, **values: object) -> str:
    """A text in a language, filled in: ``say("percent", language, value="50")``."""
    return texts()[name].get(language, **values)


@cache
def texts() -> Mapping[str, Text]:
    """All texts by name."""
    source = files(__package__).joinpath("texts.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(source), ""))


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, Text]]:
    for name, value in table.items():
        match value:
            case {"sv": str(sv), "en": str(en)}:
                yield prefix + name, Text(sv, en)
            case dict():
                yield from _flat(value, f"{prefix}{name}.")
