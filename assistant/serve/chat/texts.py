"""Every word of the chat page and its side pages, in Swedish and in English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from assistant.words.languages import Language, Text


def say(name: str, language: Language, /, **values: object) -> str:
    """A text of ``texts.toml`` by its name, filled in."""
    return _texts()[name].get(language, **values)


@cache
def _texts() -> Mapping[str, Text]:
    read = tomllib.loads((files("assistant.serve.chat") / "texts.toml").read_text("utf-8"))
    return {name: Text(**both) for name, both in read.items()}
