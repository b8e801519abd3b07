"""What each audience meets on the page: a line on tone, questions to try, kinds preselected."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from pydantic import TypeAdapter

from assistant.bodies.question import Audience
from assistant.words.languages import Text
from corpus.model import Kind


@dataclass(frozen=True, slots=True)
class Guide:
    """How the page meets one audience, by ``audiences.toml``."""

    tone: Text
    examples: tuple[str, ...]
    kinds: tuple[Kind, ...]


GUIDES = TypeAdapter(dict[Audience, Guide]).validate_python(
    tomllib.loads((files(__package__) / "audiences.toml").read_text("utf-8"))
)
