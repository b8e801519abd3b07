"""What a word or an abbreviation means: the sentence that explains it, or writes it out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer.forms.source import Line, lines_of
from corpus.data_files import toml
from corpus.model import Passage
from corpus.swedish import words

LONGEST_TERM = 4
"""Words of the longest term that is looked for."""

LONGEST = 500
"""Characters of the longest sentence that explains anything."""

_ENDING = r"(?:s|n|t|en|et|ar|er|or|na|ens|ets|erna|arna|orna)?"


def explain(term: str, passages: Iterable[Passage]) -> Line | None:
    """The sentence that explains a term most plainly, the first of several; None where none does.

    The patterns are in ``definition.toml``, each with how plainly it explains.
    """
    parts = words(term)
    if not parts or len(parts) > LONGEST_TERM:
        return None
    shown = r"[\s-]+".join(f"{re.escape(part)}{_ENDING}" for part in parts)
    table = toml("definition.toml", __package__)
    wanted = [
        (re.compile(pattern.replace("IS", table["is"]).replace("TERM", shown), re.I), float(worth))
        for pattern, worth in table["explains"]
    ]
    best: tuple[float, Line] | None = None
    for passage in passages:
        for line in lines_of(passage):
            text = line.text
            if len(text) > LONGEST:
                continue
            worth = max((w for p, w in wanted if p.search(text)), default=0.0)
            if worth and (best is None or worth > best[0]):
                best = worth, line
    return best[1] if best else None
