"""The places that passages speak of, for questions about each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from corpus.model import Passage
from corpus.places import Gazetteer
from corpus.swedish import capitalised

MOST = 3
"""Places that a passage names which speaks of them; one with more lists them."""


def named_places(passages: Iterable[Passage], gazetteer: Gazetteer) -> list[str]:
    """The municipalities and localities that passages speak of, those of most passages first."""
    counts: Counter[str] = Counter()
    for passage in passages:
        words = capitalised(f"{passage.heading} {passage.text}")
        # "Härnösands kommun", but "Borås"
        forms = ((gazetteer.place(word), gazetteer.place(word.removesuffix("s"))) for word in words)
        places = {whole or bare for whole, bare in forms} - {None}
        if len(places) <= MOST:
            counts.update(place for place in places if place)
    return [place for place, _ in counts.most_common()]
