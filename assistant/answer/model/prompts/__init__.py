"""What the model is told, as versioned files: ``answer.v1.md`` is version 1 of ``answer``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text for the model; ``version`` is its file's name without the ending."""

    version: str
    text: str

    def fill(self, **values: str) -> str:
        """The text with its ``$names`` filled in."""
        return Template(self.text).substitute(values)


@cache
def load_prompt(version: str) -> Prompt:
    """A prompt by its file's name without the ending, such as ``answer.v1``."""
    text = files(__package__).joinpath(f"{version}.md").read_text(encoding="utf-8")
    return Prompt(version, text.strip())
