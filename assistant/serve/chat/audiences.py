"""What each audience meets on the page: a line on tone, questions to try, kinds preselected."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from assistant.bodies.question import Audience
from assistant.words.languages import Text
from corpus.data_files import toml
from corpus.model import Kind


@dataclass(frozen=True, slots=True)
class Guide:
    """How the page meets one audience, by ``audiences.toml``."""

    tone: Text
    examples: tuple[str, ...]
    kinds: tuple[Kind, ...]


GUIDES = TypeAdapter(dict[Audience, Guide]).validate_python(toml("audiences.toml", __package__))
