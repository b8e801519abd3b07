"""Whether a sentence says only what its quotes say.

Nothing here knows what a text means. A sentence passes only where its figures, names and words
stand in its quotes, together as they stand there, bounded and turned by the same small words. What
is said in quite other words falls, even where it is true: the answer is then made of quotes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from assistant.generate.facts import Fact, Sort, states
from assistant.generate.segments import Segment, Unit, Word, read, units
from assistant.generate.wording import ALIKE, GLUE, RIGID, Operator
from assistant.match import COMPOUND, INFLECTED, SAME_STEM, word_match
from corpus.glossary import Glossary
from corpus.lexicon import Lexicon
from corpus.model import CELL_SEPARATOR
from corpus.swedish import words

CARRIED = 0.6
"""How well a word must be met to count as said by a quote."""

MOSTLY = 0.7
"""The share of a segment that must be said again where it is mixed with another."""

NEAR = 3
"""Characters between two quotes that adjoin: a space, a line break, the mark of an item."""

RUNS = 3
"""How many runs of words a sentence may be made of."""

BRIEF = 2
"""Words of a sentence so short that it must say all that a segment does."""

LENT = 3
"""Words that one sentence may lend another that goes on about what they name."""

LISTED = 2
"""Words of a part that may only be an item of a list, and is turned with it."""

SHORTEST = 4
"""Letters of the shortest word that may be another but for more than its ending."""

_ENDINGS = frozenset("n t s a e en et ar er or na ens ets ens".split())

LEAST = 0.7
"""The share of a segment that must be said again in any case: the less, the more is left out."""

TOUCHED = 0.51
"""The share of a segment's words from which a sentence speaks of it, and of what bounds it."""


class Fault(StrEnum):
    """What a sentence says that its quotes do not."""

    UNQUOTED = "unquoted"
    NOTHING = "nothing"
    FIGURE = "figure"
    NAME = "name"
    WORD = "word"
    PERSON = "person"
    MIXED = "mixed"
    BOUND = "bound"
    TURNED = "turned"
    ROLE = "role"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Source:
    """A quote with the document that it stands in: title, publisher, year and heading.

    ``place`` is the document and where the quote begins and ends in it; ``head`` is the head of
    the table that the quote is rows of, empty where it is none.
    """

    text: str
    title: str = ""
    publisher: str = ""
    year: str = ""
    heading: str = ""
    place: tuple[str, int, int] = ("", 0, 0)
    head: str = ""


@dataclass(frozen=True, slots=True)
class Verifier:
    """Holds sentences against their quotes."""

    lexicon: Lexicon
    glossary: Glossary

    def fault(self, sentence: str, sources: Sequence[Source]) -> Fault | None:
        """What a sentence says beyond its quotes; None where it says nothing more."""
        if not sources:
            return Fault.UNQUOTED
        said = self.read(sentence)
        whole = "\n".join(source.text for source in sources)
        held = [
            unit
            for source in _joined(sources)
            for unit in units(source.text, source.head, source.head in whole, self._knows)
        ]
        return _Case(self, said, held, sources).fault()

    def read(self, sentence: str) -> Unit:
        """A sentence as the rules see it."""
        return read(sentence, self._knows)

    def _knows(self, word: str) -> bool:
        return self.lexicon.knows(word) or self.glossary.knows(word)

    def meets(self, said: str, held: str) -> float:
        """How well a quote's word says a sentence's, 0 to 1."""
        return 1.0 if said == held else _meets(said, held)


@lru_cache(50_000)
def _meets(said: str, held: str) -> float:
    rigid = said in RIGID or held in RIGID or any(c.isdigit() for c in said + held)
    if not rigid and held in ALIKE.get(said, ()):
        return 1.0
    if rigid or _opposite(said, held) or _opposite(held, said):
        return 0.0
    if min(len(said), len(held)) < SHORTEST:
        short, long = sorted((said, held), key=len)
        return INFLECTED if len(short) == 3 and long in {short + e for e in _ENDINGS} else 0.0
    degree = word_match(said, held)
    if degree >= INFLECTED or _voices(said, held):
        return INFLECTED
    # A compound says its last part, and less surely its first.
    at = held.rfind(said[: max(SHORTEST, len(said) - 2)], 1)
    if at > 0 and word_match(said, held[at:]) >= INFLECTED:
        return COMPOUND
    alike = _shared_start(said, held)
    stem = degree == SAME_STEM and alike >= 0.6 * max(len(said), len(held))
    return CARRIED if degree >= COMPOUND or stem else 0.0


def _shared_start(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _voices(one: str, other: str) -> bool:
    """Whether two words are a verb that acts and is acted upon: "leder", "leds"."""
    passive, active = (one, other) if one.endswith("s") else (other, one)
    return passive.endswith("s") and active in {passive[:-1] + e for e in ("r", "er", "")}


def _opposite(one: str, other: str) -> bool:
    """Whether a word is another with a prefix that turns it: "obehörig", "behörig"."""
    return any(
        one.startswith(prefix)
        and not other.startswith(prefix)
        and word_match(one[len(prefix) :], other) >= INFLECTED
        for prefix in ("o", "icke-", "icke", "miss", "av", "in")
    )


@dataclass(slots=True)
class _Case:
    """One sentence against what its quotes say."""

    verifier: Verifier
    said: Unit
    held: Sequence[Unit]
    sources: Sequence[Source]

    def fault(self) -> Fault | None:
        """The first rule that the sentence breaks."""
        if not self.said.words:
            return Fault.NOTHING
        for rule in (self._figures, self._names, self._words, self._person, self._mixed,
                     self._bound, self._turned, self._roles):  # fmt: skip
            broken = rule()
            if broken is not None:
                return broken
        return None

    # what stands in the quotes

    def _figures(self) -> Fault | None:
        for word in self.said.words:
            if word.fact is not None and not self._with_fact(word):
                named = self._names_source(word) and self._is_year(word.fact)
                if not named:
                    return Fault.FIGURE
        return None

    def _with_fact(self, word: Word) -> list[Word]:
        """The quotes' words that state the same figure, bounded in the same way."""
        fact = word.fact
        assert fact is not None  # noqa: S101 - asked of figures alone
        return [
            other
            for unit in self.held
            for other in unit.words
            if other.fact is not None
            and states(other.fact, fact)
            and _bounded_alike(other.setting, word.setting)
        ]

    def _names(self) -> Fault | None:
        run: list[Word] = []
        for word in (*self.said.words, Word("", -1)):
            if run and not (word.is_name and self._adjoins(run[-1], word)):
                if not self._stands(run):
                    return Fault.NAME
                run = []
            if word.is_name:
                run.append(word)
        return None

    def _adjoins(self, word: Word, other: Word) -> bool:
        """Whether nothing but a space stands between two words."""
        return not self.said.text[word.at + len(word.text) : other.at].strip()

    def _stands(self, run: Sequence[Word]) -> bool:
        """Whether names that stand together do so in a quote, or name the source itself."""
        wanted = [name.text for name in run]
        # The first word of a sentence may have its capital from there alone.
        if run[0].at == 0 and len(run) == 1 and self._is_said(run[0].text):
            return True
        for unit in self.held:
            if _together(wanted, words(unit.text)):
                return True
        if self._names_source(run[0]):
            told = " ".join(f"{s.title} {s.publisher}" for s in self.sources)
            return _together(wanted, words(told))
        return False

    def _is_said(self, word: str) -> bool:
        """Whether a quote says a word that is no name there."""
        return any(
            not other.is_name and self.verifier.meets(word, other.text) >= INFLECTED
            for unit in self.held
            for other in unit.words
        )

    def _names_source(self, word: Word) -> bool:
        """Whether a word stands where a sentence tells what it is taken from."""
        return re.search(r"\benligt [^,.]*$", self.said.text[: word.at], re.IGNORECASE) is not None

    def _is_year(self, fact: Fact) -> bool:
        return fact.sort is Sort.YEAR and any(str(fact.value) == s.year for s in self.sources)

    def _words(self) -> Fault | None:
        framed = self._frame()
        told = [w for w in self.said.words if any(self._matched(w, s) for s in self._segments())]
        if 2 * len(told) < len(self.said.words):
            return Fault.WORD  # titles and headings name a subject; they state nothing
        if len(self.said.words) <= BRIEF and not any(
            self._covered(segment) >= MOSTLY for segment in self._segments()
        ):
            return Fault.WORD
        for word in self.said.words:
            if word.fact is not None or word.is_name:
                continue
            if self._best(word, (w for unit in self.held for w in unit.words)) >= CARRIED:
                continue
            if any(self.verifier.meets(word.text, other) >= CARRIED for other in framed):
                continue
            if self._in_parts(word.text):
                continue
            return Fault.WORD
        return None

    def _frame(self) -> frozenset[str]:
        captions = " ".join(u.text for u in self.held if not u.segments)
        told = (w for s in self.sources for w in words(f"{s.title} {s.heading} {captions}"))
        return frozenset(w for w in told if w not in GLUE)

    def _in_parts(self, word: str) -> bool:
        """Whether every part of a compound is said."""
        parts = self.verifier.lexicon.parts(word)
        texts = {w.text for unit in self.held for w in unit.words}
        return bool(parts) and all(
            any(self.verifier.meets(part, other) >= INFLECTED for other in texts) for part in parts
        )

    def _best(self, word: Word, others: Iterable[Word]) -> float:
        return max((self._degree(word, other) for other in others), default=0.0)

    def _degree(self, word: Word, other: Word) -> float:
        if (word.fact is None) is not (other.fact is None):
            return 0.0
        if word.fact is not None and other.fact is not None:
            return float(states(other.fact, word.fact))
        if word.is_name and (word.at > 0 or other.is_name):
            return float(_same_name(word.text, other.text))
        return self.verifier.meets(word.text, other.text)

    def _matched(self, word: Word, segment: Segment) -> bool:
        return self._best(word, segment.words) >= CARRIED

    # who speaks of whom

    def _person(self) -> Fault | None:
        """Faults "du" where the quotes speak to nobody, and "jag" anywhere."""
        operators = self.said.operators
        if operators[Operator.HERSELF]:
            return Fault.PERSON
        if (
            not _ADDRESSED.search(self.said.text)
            or operators[Operator.IF]
            or operators[Operator.WHO]
        ):
            return None
        if _CAN.search(self.said.text) or any(_ADDRESSED.search(unit.text) for unit in self.held):
            return None
        return Fault.PERSON

    # what stands together

    def _covered(self, segment: Segment) -> float:
        """The share of a segment's words that the sentence says."""
        if not segment.words:
            return 0.0
        told = sum(
            any(self._degree(word, other) >= CARRIED for word in self.said.words)
            for other in segment.words
        )
        return told / len(segment.words)

    def _chosen(self, segments: Sequence[Segment], needed: Sequence[Word]) -> list[Segment]:
        """The fewest segments that say the sentence's words, greedily the one that says most."""
        said = [
            {number for number, word in enumerate(needed) if self._matched(word, segment)}
            for segment in segments
        ]
        share = [self._covered(segment) for segment in segments]
        chosen: list[Segment] = []
        left: set[int] = set().union(*said)
        while left:
            best = max(range(len(segments)), key=lambda i: (len(said[i] & left), share[i]))
            chosen.append(segments[best])
            left -= said[best]
        return chosen

    def _mixed(self) -> Fault | None:
        """Parts of one sentence or segment put together with parts of another."""
        wholes = [
            Segment(unit.text, unit.words, unit.operators) for unit in self.held if unit.words
        ]
        framed = self._frame()
        needed = [
            word
            for word in self.said.words
            if word.fact is not None
            or word.is_name
            or not any(self.verifier.meets(word.text, other) >= CARRIED for other in framed)
        ]
        used = self._chosen(wholes, needed)
        order = [wholes.index(one) for one in used]
        partial = [i for i in order if self._covered_where_used(i, needed) < MOSTLY]
        # One sentence may only name what the next one goes on about.
        if len(order) > 1 and partial and not any(self._leads(i, order) for i in partial):
            return Fault.MIXED
        for i in order:
            unit = [u for u in self.held if u.words][i]
            segments = [s for s in unit.segments if s.words]
            chosen = self._chosen(segments, self.said.words)
            places = sorted(segments.index(one) for one in chosen)
            # To deny less than all of it, or to say it of all, is to say more.
            wide = self.said.operators[Operator.NOT] or self.said.operators[Operator.ALL]
            least = MOSTLY if wide else LEAST
            if len(chosen) == 1 and self._covered(chosen[0]) < least:
                return Fault.MIXED
            if len(chosen) and self._drops_where(unit):
                return Fault.MIXED
            if len(places) > 1:
                for place in places[1:]:
                    if self._covered(segments[place]) < MOSTLY:
                        return Fault.MIXED
            # Of several sentences only the one that lends a name may be said in part.
            whole = len(order) > 1 and i not in partial
            if whole and any(self._covered(one) < MOSTLY for one in chosen):
                return Fault.MIXED
        return None

    def _drops_where(self, unit: Unit) -> bool:
        """Whether a sentence leaves out what another begins by narrowing itself to: "I …"."""
        first = next(iter(unit.words), None)
        if first is None or not _NARROWS.match(unit.text) or first.preposition == "":
            return False
        framed = self._frame()
        return not any(self._degree(w, first) >= CARRIED for w in self.said.words) and not any(
            self.verifier.meets(first.text, other) >= CARRIED for other in framed
        )

    def _covered_where_used(self, place: int, needed: Sequence[Word]) -> float:
        """The share that is said of those clauses of a sentence of which anything is."""
        unit = [u for u in self.held if u.words][place]
        chosen = self._chosen([s for s in unit.segments if s.words], needed)
        used = [s for c in unit.clauses if any(s is one for s in c for one in chosen) for s in c]
        words = tuple(word for segment in used for word in segment.words)
        return self._covered(Segment("", words, Counter()))

    def _leads(self, place: int, used: Sequence[int]) -> bool:
        """Whether a sentence only names what the next, of which parts are said, goes on about."""
        following = [unit for unit in self.held if unit.words]
        if set(used) != {place, place + 1} or not following[place + 1].follows:
            return False
        segments = [s for s in following[place + 1].segments if s.words]
        lent = [
            w
            for w in self.said.words
            if any(self._matched(w, s) for s in following[place].segments)
            and not any(self._matched(w, s) for s in segments)
        ]
        if len(lent) > LENT or any(w.fact is not None for w in lent):
            return False
        left = [
            w
            for w in self.said.words
            if not any(self._matched(w, s) for s in following[place].segments)
        ]
        return all(self._covered(s) >= MOSTLY for s in self._chosen(segments, left))

    def _bound(self) -> Fault | None:
        """A figure said of what another figure is said of."""
        every = [segment for unit in self.held for segment in unit.segments]
        for part in self.said.segments:
            for word in part.words:
                if word.fact is None:
                    continue
                home = [s for s in every if self._matched(word, s)]
                if not self._counts_alike(word, part, home):
                    return Fault.BOUND
                for other in part.words:
                    if other is word:
                        continue
                    around = [s for s in every if self._matched(other, s)]
                    if around and not any(s in home or not _rivals(s, word.fact) for s in around):
                        return Fault.BOUND
        return None if self._nearest() else Fault.BOUND

    def _nearest(self) -> bool:
        """Whether the words beside a figure are no nearer to another one in the quotes."""
        for part, i in ((s, i) for s in self.said.segments for i in range(len(s.words))):
            word = part.words[i]
            if word.fact is None:
                continue
            beside = [w for w in part.words[max(0, i - 1) : i + 2] if w.fact is None]
            for unit in (u for u in self.held if CELL_SEPARATOR not in u.text):
                own = [j for j, o in enumerate(unit.words) if o.fact and self._degree(word, o)]
                rivals = [
                    j
                    for j, o in enumerate(unit.words)
                    if o.fact
                    and _group(o.fact) == _group(word.fact)
                    and _bounded_alike(o.setting, word.setting)
                    and not _paired(j, o, own, word)
                ]
                if not own or not rivals:
                    continue
                votes = [
                    _distance(places, rivals) - _distance(places, own)
                    for other in beside
                    if (
                        places := [
                            j for j, o in enumerate(unit.words) if self._degree(other, o) >= CARRIED
                        ]
                    )
                ]
                if votes and min(votes) < 0 and max(votes) <= 0:
                    return False
        return True

    def _counts_alike(self, word: Word, part: Segment, home: Sequence[Segment]) -> bool:
        """Whether a figure stands before the same word as in a quote, or before none there."""
        beside = _beside(word, part)
        if beside is None or beside.fact is not None:
            return True
        for segment in home:
            for other in segment.words:
                if other.fact is not None and self._degree(word, other):
                    after = _beside(other, segment)
                    if after is None or self._degree(beside, after) >= CARRIED:
                        return True
        return False

    # what turns and bounds it

    def _turned(self) -> Fault | None:
        every = [s for u in self.held for s in u.segments if s.words]
        chosen = self._chosen(every, self.said.words)
        touched = [s for s in every if self._touches(s) or any(s is one for one in chosen)]
        near = [
            group
            for unit in self.held
            for group in unit.clauses
            if any(s is one for s in group for one in touched)
        ]
        mine = self.said.operators
        theirs = sum((s.operators for s in touched), Counter[Operator]())
        around = sum((s.operators for group in near for s in group), Counter[Operator]())
        most = {sort: max((s.operators[sort] for s in touched), default=0) for sort in Operator}
        conditions = (Operator.IF, Operator.WHO)
        turned = (
            most[Operator.NOT] > mine[Operator.NOT]
            or mine[Operator.NOT] > theirs[Operator.NOT]
            or any((theirs[sort] > 0) is not (mine[sort] > 0) for sort in _KEPT)
            or (around[Operator.OR] > 0) is not (mine[Operator.OR] > 0)
            or any(
                theirs[sort] and not any(mine[o] for o in (sort, *instead))
                for sort, instead in _LOST.items()
            )
            or any(
                mine[sort] > sum(theirs[o] for o in (sort, *instead))
                for sort, instead in _NEW.items()
            )
            or any(mine[o] for o in conditions) is not any(around[o] for o in conditions)
            or not all(self._turned_alike(part) for part in self.said.segments)
            or not self._all()
        )
        if turned:
            return Fault.TURNED
        return Fault.BOUND if any(self._loses_share(s) for s in touched) else None

    def _turned_alike(self, part: Segment) -> bool:
        """Whether a quote denies, or affirms, what a part of the sentence does."""
        nearest = self._nearest_segments(part)
        acts = any(_ACTS.search(w.text) or _ACTED_UPON.search(w.text) for w in part.words)
        if not nearest or (
            not acts and not part.operators[Operator.NOT] and len(part.words) <= LISTED
        ):
            return True  # an item of a list is denied together with the next
        return any(
            s.operators[Operator.NOT]
            == sum(
                other.operators[Operator.NOT]
                for other in self.said.segments
                if any(s is one for one in self._nearest_segments(other))
            )
            for s in nearest
        )

    def _nearest_segments(self, part: Segment) -> list[Segment]:
        """The segments that say most of a part's words."""
        counts = [(sum(self._matched(w, s) for w in part.words), s) for s in self._segments()]
        most = max((count for count, _ in counts), default=0)
        return [s for count, s in counts if most and count == most]

    def _all(self) -> bool:
        """Whether what a sentence says of all of something is said of all of it in a quote."""
        return all(
            any(self.verifier.meets(match[1].lower(), other) >= CARRIED for other in held)
            for pattern, source in ((_ALL_OF, _ALL_OF), (_EACH, _EVERY))
            for held in [[m[1].lower() for u in self.held for m in source.finditer(u.text)]]
            for match in pattern.finditer(self.said.text)
        )

    def _touches(self, segment: Segment) -> bool:
        return self._covered(segment) >= TOUCHED

    def _loses_share(self, segment: Segment) -> bool:
        """Whether a segment tells how many or how much it speaks of, and the sentence does not."""
        return any(
            other.fact is not None
            and _group(other.fact) == "amount"
            and not any(self._degree(word, other) for word in self.said.words)
            for other in segment.words
        )

    # who does what

    def _roles(self) -> Fault | None:
        """Names that come, go or act where the quotes have them do the reverse."""
        told = " ".join(unit.text for unit in self.held).lower()
        spoken = self.said.text.lower()
        for subject, target in (("du", "dig"), ("dig", "du")):
            # One who is called is not one who calls.
            if _holds(spoken, subject) and _holds(told, target) and not _holds(told, subject):
                return Fault.ROLE
        if any(
            not re.search(rf"\b{m[0].lower()}\b", told) for m in _WHITHER.finditer(self.said.text)
        ):
            return Fault.ROLE
        moved: list[tuple[str, str]] = []
        for word in (w for w in self.said.words if w.fact is None):
            met = self._governors(word)
            if met and not any(_governed_alike(held, word.preposition) for held in met):
                return Fault.ROLE
            if met and word.preposition not in met:
                moved += [(held, word.preposition) for held in met]
        exchanged = any((there, here) in moved for here, there in moved)
        pairs = ((part, s) for part in self.said.segments for s in self._segments())
        if exchanged or any(self._reversed(part, s) for part, s in pairs):
            return Fault.ROLE
        if not all(self._in_order(unit) for unit in self.held if CELL_SEPARATOR not in unit.text):
            return Fault.ORDER
        return Fault.ROLE if self._compared_the_other_way() else None

    def _in_order(self, unit: Unit) -> bool:
        """Whether a sentence has what it takes from another in few unbroken runs.

        Swedish moves one part of a sentence to its beginning; to exchange two words takes more.
        """
        places: list[int] = []
        for word in (w for w in self.said.words if w.fact is None):
            at = [i for i, o in enumerate(unit.words) if self._degree(word, o) >= CARRIED]
            if at:
                after = places[-1] if places else -1
                places.append(min(at, key=lambda i: (abs(i - after - 1), i)))
        ranks = {place: rank for rank, place in enumerate(sorted(set(places)))}
        runs = 1 + sum(ranks[b] not in (ranks[a], ranks[a] + 1) for a, b in pairwise(places))
        # What is moved to the beginning makes verb and subject change places.
        fronted = bool(places) and ranks[places[0]] > 0
        inverted = fronted and any(ranks[b] == ranks[a] - 1 for a, b in pairwise(places))
        return runs <= RUNS + self._changes_voice() + inverted

    def _changes_voice(self) -> bool:
        """Whether a verb that acts in a quote is acted upon in the sentence, or the reverse."""
        held = {w.text for unit in self.held for w in unit.words}
        said = {w.text for w in self.said.words if w.fact is None and not w.is_name}
        return any(_voices(one, other) for one in said - held for other in held)

    def _takes_the_place(self, word: Word) -> bool:
        """Whether a word stands after the preposition of another that is left out: "av …"."""
        return any(
            other.preposition == word.preposition
            and not any(self._degree(w, other) >= CARRIED for w in self.said.words)
            for unit in self.held
            if CELL_SEPARATOR not in unit.text
            and any(self._degree(word, o) >= CARRIED for o in unit.words)
            for other in unit.words
            if other.fact is None
        )

    def _acted_upon(self) -> bool:
        """Whether what is acted upon in a quote is so in the sentence."""
        held = {w.text for unit in self.held for w in unit.words}
        said = {w.text for w in self.said.words if not w.is_name}
        return any(_ACTED_UPON.search(word) for word in said & held)

    def _governors(self, word: Word) -> list[str]:
        """The prepositions that govern a word in the quotes, as they would in this sentence."""
        met = [
            other.preposition
            for unit in self.held
            if CELL_SEPARATOR not in unit.text
            for other in unit.words
            if self._degree(word, other) >= INFLECTED
            and _ACTS.search(word.text) is _ACTS.search(other.text) is None
        ]
        if _GOT.search(self.said.text) or self._changes_voice():
            # One who "fick" something is whom it went to.
            met = ["" if held == "till" else held for held in met]
        elif not word.preposition and self._acted_upon():
            met = ["by" if held == "av" else held for held in met]
        if not word.preposition:
            left = rf"\b(?:{'|'.join(set(met) - {''}) or '-'})(?=\s(?:om|att|när)\b|[,.]|$)"
            if re.search(left, self.said.text):
                met.append("")
        return met

    def _segments(self) -> list[Segment]:
        return [segment for unit in self.held for segment in unit.segments]

    def _reversed(self, part: Segment, segment: Segment) -> bool:
        """Whether two that act on each other have changed places: "A ger B", "B ger A".

        One who acts by "av" must have stood before what is acted upon.
        """
        acted_upon = any(_ACTED_UPON.search(w.text) for w in part.words if not w.is_name)
        placed = [
            (word, other)
            for word in part.words
            for other in [
                next((o for o in segment.words if self._degree(word, o) >= CARRIED), None)
            ]
            if other is not None
        ]
        for i, (one, there) in enumerate(placed):
            for other, beside in placed[i + 1 :]:
                bare = not (one.preposition or there.preposition or beside.preposition)
                if bare and other.preposition == "av" and acted_upon and there.at < beside.at:
                    return True
                if not bare or other.preposition or there.at < beside.at:
                    continue
                names = one.is_name and other.is_name
                between = placed[i + 1 : placed.index((other, beside))]
                if names or any(
                    beside.at < acts.at < there.at and _DOES.search(verb.text)
                    for verb, acts in between
                ):
                    return True
        return False

    def _compared_the_other_way(self) -> bool:
        """Whether what is "mer än" something has changed places with it."""
        for unit in self.held:
            less = _THAN.search(unit.text)
            more = _THAN.search(self.said.text)
            if less is None or more is None:
                continue
            for word in (w for w in self.said.words if w.fact is None):
                places = [o.at for o in unit.words if self._degree(word, o) >= CARRIED]
                before = word.at < more.start()
                if places and not any((at < less.start()) is before for at in places):
                    return True
        return False


_ADDRESSED = re.compile(r"\b(?:du|dig|din|ditt|dina|er|ni)\b", re.IGNORECASE)
_ALL_OF = re.compile(
    r"\b(?:alla|samtliga)\s+(?:de\s+|deras\s+|våra\s+)?(?!på|i|av|till|som|är|har|med)(\w+)",
    re.IGNORECASE,
)
_EACH = re.compile(r"\bvarje\s+(\w+)", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:varje|per|om|i|var|och)\s+(?=(\w+))", re.IGNORECASE)
_WHITHER = re.compile(r"\b(?:från|mot|efter|utom|trots|över|åt)\b", re.IGNORECASE)
_NARROWS = re.compile(r"(?:I|På|Till|För|Hos|Vid|Inom|Bland|Av|Från|Efter|Under|Med|Utan)\s")
_THAN = re.compile(r"\bän\b", re.IGNORECASE)
_ACTED_UPON = re.compile(r"[^\W\d_]{3}s$")
_ACTS = re.compile(r"(?:[aeiouyåäö]r|de|te|it|at|tt)$")
_DOES = re.compile(r"(?:[aeiouyåäö]r|de|te|it|at|tt|a|ås)$")
_GOT = re.compile(r"\b(?:får|fick|fått)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:[aeou]n|et|na|la|ska|iga)$")
_CAN = re.compile(r"\b(?:kan|kunna|behöver|hittar|når)\b", re.IGNORECASE)

_KEPT = (
    Operator.ONLY, Operator.OFTEN, Operator.SELDOM, Operator.MANY, Operator.MOST, Operator.SOME,
    Operator.SAID, Operator.BEFORE, Operator.DEADLINE,
    Operator.AT_LEAST, Operator.AT_MOST,
)  # fmt: skip
"""Operators that a sentence and its quotes have, or lack, alike."""

_LOST: Mapping[Operator, tuple[Operator, ...]] = {
    Operator.MUST: (Operator.PLANNED, Operator.SHOULD),
    Operator.MAY: (),
    Operator.LET: (Operator.MAY,),
    Operator.SHOULD: (),
    Operator.PLANNED: (Operator.MUST,),
    Operator.PERHAPS: (),
    Operator.ALMOST: (),
    Operator.WHEN: (Operator.IF,),
}
"""Operators that must not be lost, and those that may stand instead."""

_NEW: Mapping[Operator, tuple[Operator, ...]] = {
    Operator.MUST: (Operator.PLANNED, Operator.DEADLINE),
    Operator.ALL: (),
    Operator.WILL: (Operator.MUST, Operator.PLANNED),
    Operator.BECAUSE: (),
}
"""Operators that must not be added, and those that a quote may have instead."""

_WHERE = frozenset("i på vid hos inom under bland".split())
_TOWARDS = frozenset("till mot åt".split())


def _governed_alike(held: str, said: str) -> bool:
    """Whether a word may be governed by one preposition in a quote and another in a sentence."""
    same = held == said or any({held, said} <= group for group in (_WHERE, _TOWARDS))
    if same:
        return True
    if not said:
        return held in _WHERE or held in ("av", "för")
    return not held and (said in _WHERE or said in ("av", "för", "med", "hos"))


def _joined(sources: Sequence[Source]) -> list[Source]:
    """The quotes in the order of their documents, those that adjoin as one."""
    joined: list[Source] = []
    for source in sorted(dict.fromkeys(sources), key=lambda source: source.place):
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.place[0] == source.place[0]
            and 0 <= source.place[1] - before.place[2] <= NEAR
        ):
            joined[-1] = replace(
                before,
                text=f"{before.text}\n{source.text}",
                place=(*before.place[:2], source.place[2]),
                head=before.head or source.head,
            )
        else:
            joined.append(source)
    return joined


def _holds(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None


def _paired(place: int, other: Word, own: Sequence[int], word: Word) -> bool:
    """Whether a figure is the same as another, or makes a range or a share with it."""
    nigh = any(abs(place - one) <= 1 for one in own)
    ends = {"from", "to", "of", "share"}
    return place in own or (nigh and bool(ends & other.setting or ends & word.setting))


def _distance(some: Sequence[int], others: Sequence[int]) -> int:
    return min(abs(one - other) for one in some for other in others)


def _beside(word: Word, segment: Segment) -> Word | None:
    """The word right after a figure; None where another sort of word comes between."""
    end = word.at + len(word.text)
    for other in segment.words:
        if other.at >= end:
            return other if other.at <= end + 1 else None
    return None


def _rivals(segment: Segment, fact: Fact) -> bool:
    """Whether a segment states a figure of the same sort, but another."""
    return any(
        w.fact is not None and _group(w.fact) == _group(fact) and not states(w.fact, fact)
        for w in segment.words
    )


def _group(fact: Fact) -> str:
    return {
        Sort.DATE: "time", Sort.YEAR: "time", Sort.TIME: "clock", Sort.LITERAL: "literal",
    }.get(fact.sort, "amount")  # fmt: skip


def _bounded_alike(held: frozenset[str], said: frozenset[str]) -> bool:
    return held - {"share"} == said - {"share"}


def _together(wanted: Sequence[str], told: Sequence[str]) -> bool:
    """Whether names stand one after the other among words."""
    length = len(wanted)
    return any(
        all(_same_name(a, b) for a, b in zip(wanted, told[i : i + length], strict=True))
        for i in range(len(told) - length + 1)
    )


def _same_name(one: str, other: str) -> bool:
    """Whether two words are a name with or without its genitive."""
    return one == other or _stem(one) == _stem(other)


def _stem(name: str) -> str:
    return re.sub(r"(?::s|[:’']?s)$", "", name) if len(name) > 3 else name.removesuffix(":s")
