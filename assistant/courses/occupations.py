"""Which occupations a question names, or speaks of the work in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from assistant.courses.occupation_list import Occupation, listed_occupations
from assistant.courses.tasks import TaskPhrases
from corpus.dots import undot
from corpus.slips import Spellings
from corpus.swedish import fold

MOST_WORDS = 5
"""Words of the longest occupation that is looked for."""

MOST_MISSPELT = 40
"""Words of a question that are looked at for misspelt names and for compounds."""

RESEMBLES = 74
"""How alike (0 to 100) a word must be to an occupation for that to be suggested."""

SHORTEST_MISSPELT = 6
SHORTEST_END = 6
"""Letters of the shortest word that may be misspelt, and of the shortest end of a compound."""

_WORD = re.compile(r"[^\W_]+(?:['’:][^\W_]+)*")
_WORK = re.compile(r"s?(?:yrke|jobb)(?:t|et)?$")

# What comes off the end of a name, and what its other forms have instead: "svetsare" is "svetsaren"
# and "svetsarna", "brandman" is "brandmän".
_ENDINGS = (
    ("a", 1, "an or orna"),
    ("are", 1, "en na"),
    ("er", 0, "n na"),
    ("man", 3, "mannen män männen"),
    ("e", 0, "t n na"),
    ("", 0, "en n et er erna ar arna"),
)

# A field of knowledge is no misspelt occupation: "psykologi", "politiken", "vägledning".
_FIELD = re.compile(r"(?:ologi|onomi|grafi|sofi|pedi|iatri|ik|ation|ning|vård)s?(?:n|en)?$")


@dataclass(frozen=True, slots=True)
class OccupationMention:
    """The occupation that a question names.

    ``certain`` is false where its name is misspelt, a part of a compound, or only what people do in
    it is named; then ``others`` are the other occupations in which they do so, too.
    """

    occupation: Occupation
    certain: bool
    others: tuple[Occupation, ...] = ()


class Occupations:
    """The occupations of the list, in its order, and how to find one by name. Safe to share."""

    def __init__(self, occupations: tuple[Occupation, ...], whole_words: frozenset[str]) -> None:
        """``whole_words`` are the names that no compound may end with: "utvecklare"."""
        self.all = occupations
        # Every form of every name without spaces; those known as whole words alone; and the names
        # without dots, which misspelt words are held against.
        self._forms = {_joined(one.name): one for one in occupations}
        self._whole: set[str] = set()
        names = [(n, one) for one in occupations for n in (one.name, *one.also, *one.english)]
        for name, occupation in names:
            for form in _forms(_joined(name), short=len(name) < 4):
                self._forms.setdefault(form, occupation)
                if name in whole_words:
                    self._whole.update((form, undot(form)))
        for form, occupation in list(self._forms.items()):
            self._forms.setdefault(undot(form), occupation)
        self._plain = tuple(
            plain
            for plain in dict.fromkeys(undot(_joined(name)) for name, _ in names)
            if len(plain) >= SHORTEST_MISSPELT and plain not in self._whole
        )
        self._spellings = Spellings(self._plain)
        self._doing: dict[str, list[Occupation]] = defaultdict(list)
        for _, task, occupation in sorted(
            ((rank, task, one) for one in occupations for rank, task in enumerate(one.tasks)),
            key=lambda entry: entry[0],
        ):
            self._doing[task].append(occupation)
        self._tasks = TaskPhrases(self._doing)

    def find(self, question: str) -> OccupationMention | None:
        """The occupation that a question names, or None.

        The longest name wins, then the first. Names are known in any form, with or without dots,
        written apart or together; then by what people do in it; then misspelt, then as a part of a
        compound: "montera" is no misspelt "montör" to who wants to "montera solceller".
        """
        words = _WORD.findall(fold(question))
        for length in range(MOST_WORDS, 0, -1):
            for first in range(len(words) - length + 1):
                span = words[first : first + length]
                if occupation := self._forms.get("".join(span)):
                    return OccupationMention(occupation, certain=True)
        if doing := self.doing(question):
            return OccupationMention(doing[0], certain=False, others=doing[1:])
        for look_up in (self._misspelt, self._in_compound):
            for word in words[:MOST_MISSPELT]:
                if occupation := look_up(word):
                    return OccupationMention(occupation, certain=False)
        return None

    def is_name(self, text: str) -> bool:
        """Whether a text is nothing but the name of an occupation, in any form."""
        return _joined(text) in self._forms

    def doing(self, text: str) -> tuple[Occupation, ...]:
        """The occupations in which people do what a text speaks of ("jobba med barn").

        Those that meet most of its words first, then those for which it is most typical.
        """
        return self.who_do(self.tasks_in(text))

    def who_do(self, tasks: Iterable[str]) -> tuple[Occupation, ...]:
        """The occupations in which people do any of some tasks, in their order."""
        return tuple(dict.fromkeys(one for task in tasks for one in self._doing[task]))

    def tasks_in(self, text: str) -> tuple[str, ...]:
        """What people do in some occupation and a text speaks of, in most words first."""
        return self._tasks.within(text)

    def by_name(self, word: str) -> Occupation | None:
        """The occupation of one word in any form, also as the first part of a compound.

        "undersköterske" of "undersköterskeexamen" is "Undersköterska".
        """
        plain = _joined(word)
        tries = [plain, plain.removesuffix("s"), plain.removesuffix("e") + "a", plain + "e"]
        return next((self._forms[one] for one in tries if one in self._forms), None)

    def suggest(self, words: str, most: int = 3) -> tuple[Occupation, ...]:
        """The occupations in which people do what some words say; else those with a like name.

        The nearest comes first.
        """
        if doing := self.doing(words)[:most]:
            return doing
        scores: dict[str, float] = {}
        for word in _WORD.findall(undot(fold(words)))[:MOST_MISSPELT]:
            if len(word) >= SHORTEST_MISSPELT and not _FIELD.search(word):
                near = process.extract(
                    word, self._plain, scorer=fuzz.ratio, limit=most * 4, score_cutoff=RESEMBLES
                )
                for form, score, _ in near:
                    name = self._forms[form].name
                    scores[name] = max(score, scores.get(name, 0.0))
        names = sorted(scores, key=lambda name: (-scores[name], name))[:most]
        return tuple(self._forms[_joined(name)] for name in names)

    def _misspelt(self, word: str) -> Occupation | None:
        """The occupation that a word is, misspelt."""
        if len(word) < SHORTEST_MISSPELT or _FIELD.search(word):
            return None
        near = self._spellings.nearest(word)
        return self._forms[near[1]] if near else None

    def _in_compound(self, word: str) -> Occupation | None:
        """The occupation that a compound begins or ends with: "elektrikeryrket", "barnläkare"."""
        work = _WORK.search(word)
        if work and word[: work.start()] in self._forms:
            return self._forms[word[: work.start()]]
        ends = (word[start:] for start in range(2, len(word) - SHORTEST_END + 1))
        return next(
            (self._forms[e] for e in ends if e in self._forms and e not in self._whole), None
        )


@cache
def load_occupations() -> Occupations:
    """The project's own list; read once a process, as it never changes."""
    return Occupations(*listed_occupations())


def _joined(name: str) -> str:
    return "".join(_WORD.findall(fold(name)))


def _forms(name: str, *, short: bool) -> Iterator[str]:
    """A name in its forms: one and many, indefinite and definite, and their genitives."""
    forms = [name]
    if not short:
        cut, endings = next((cut, ends) for own, cut, ends in _ENDINGS if name.endswith(own))
        forms += [name[: len(name) - cut] + ending for ending in endings.split()]
    for form in forms:
        yield form
        if not form.endswith("s") and not short:
            yield form + "s"
