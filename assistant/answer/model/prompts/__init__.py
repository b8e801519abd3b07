"""What the model is told, as versioned files: ``answer.v1.md`` is version 1 of ``answer``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import Template

from corpus.data_files import file_text


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
    return Prompt(version, file_text(f"{version}.md", __package__).strip())
