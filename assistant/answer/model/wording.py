"""Swedish words as the verification sees them: which say nothing, which turn or bound a sentence.

The lists are of the language's closed classes and of its everyday rewordings, not of any subject.
"""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.data_files import compiled, patterns, rows, word_lists

PACKAGE = __package__

WORDS = word_lists("words.toml", PACKAGE)
GLUE = frozenset(WORDS["glue"])
RIGID = frozenset(WORDS["rigid"])
ALIKE = {
    word: frozenset(line.split()) for (line,) in rows("alike.tsv", PACKAGE) for word in line.split()
}
"""Everyday words with those that say the same."""

_PATTERNS = compiled("wording", PACKAGE)
FREE, LEANS = _PATTERNS["free"], _PATTERNS["leans"]
AMONG, EACH = _PATTERNS["among"], _PATTERNS["each"]
ACTS, ACTED_UPON = _PATTERNS["acts"], _PATTERNS["acted_upon"]

Operator = StrEnum(
    "Operator",
    "NOT ONLY ALL MUST MAY LET SHOULD PLANNED WILL OFTEN SELDOM PERHAPS ALMOST MANY MOST SOME IF "
    "WHO OR SAID BECAUSE BEFORE DEADLINE AT_LEAST AT_MOST WHEN HERSELF",
)
"""What a word does to the sentence that it stands in."""

OPERATORS = {
    Operator(name): re.compile(rf"(?i)(?:(?<=\s)|^|(?<=[(\"”]))(?:{text})(?![\w-])")
    for name, text in patterns("patterns.toml", PACKAGE)["operators"].items()
}
"""What tells each operator in a stretch of text."""
