"""The extractive engine: the sentences that answer a question, and how sure it is of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, islice, takewhile

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.confidence import (
    SURE_FROM,
    UNSURE,
    confidence_names,
    confidence_row,
    trust,
)
from assistant.answer.extractive.doubts import OF_SOMEBODY, bounded
from assistant.answer.extractive.evidence import Evidence, gather
from assistant.answer.extractive.label_answers import texts_in_units
from assistant.answer.extractive.network import FOLDER, Network, load_network
from assistant.answer.extractive.quoted_along import antecedents
from assistant.answer.extractive.reader import SentenceReader, load_reader
from assistant.answer.extractive.rows import MET_FROM, MET_WELL
from assistant.answer.extractive.selection import Selection, Stretch, choose
from assistant.question.words import content_words
from assistant.search.matching import Degrees, Floats
from assistant.search.retriever import LEAST_ODDS, Hit, Hits, holding_first, interleaved
from assistant.search.sorts import lacks_strictly
from corpus.lexicon import Lexicon

SELECTION = FOLDER / "selection.safetensors"
READING = FOLDER / "reading.safetensors"
CONFIDENCE = FOLDER / "confidence.safetensors", FOLDER / "confidence_files.safetensors"

PASSAGES = 12
"""How many passages are read for an answer."""

NEAREST = 3
"""Passages that are shown where nothing answers, or not surely."""

SIDE_STRETCHES = 2
"""How many stretches each side of a comparison may have."""

SIDES_ROOM = 900
"""Characters of the stretches beyond which no side gets a second one, lest another have none."""

BESIDE = 0.5
"""Where the likeliest quote is surely right, another is told beside it from this share of its
probability on."""

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class DraftStep:
    """What a draft was made from: the evidence, what was selected, and the confidence's features.

    ``hits`` are the passages as they are shown; ``refused`` where the type of thing that was asked
    for is not in what was selected.
    """

    evidence: Evidence
    selection: Selection
    features: Floats
    confidence: float
    refused: bool
    hits: tuple[Hit, ...]

    @property
    def question(self) -> str:
        """What was asked: the whole question, or one side of it."""
        return self.evidence.query.text


@dataclass(frozen=True, slots=True)
class Draft:
    """What the engine found for a question, before it is put into words.

    ``confidence`` is the probability that the chosen stretches answer the question; ``missing``
    are the question's names and years that nothing chosen, nor its heading or title, speaks of, and
    ``absent`` those of them that no heading or title that was read does; ``unsure`` are, of several
    questions, those that are not surely answered where another is. ``steps`` are how it came to
    this, one for each side of a comparison.
    """

    hits: tuple[Hit, ...]
    chosen: tuple[Stretch, ...] = ()
    confidence: float = 0.0
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    steps: tuple[DraftStep, ...] = ()

    @property
    def documents(self) -> set[str]:
        """The ids of the documents that are quoted."""
        return {one.document_id for stretch in self.chosen for one in stretch.sentences}

    @property
    def nearest(self) -> tuple[Stretch, ...]:
        """The likeliest sentences of the first passages."""
        return tuple(islice(chain.from_iterable(map(_nearest, self.steps)), NEAREST))

    @property
    def is_sure(self) -> bool:
        """Whether the whole question is surely answered."""
        return self.confidence >= SURE_FROM and not self.missing and not self.unsure


@dataclass(frozen=True, slots=True)
class Extractor:
    """Chooses the sentences that answer.

    ``selection`` judges which sentences answer, ``confidence`` whether they can be trusted to: one
    that knows pages, and one that knows single files as well.
    """

    selection: SentenceReader
    confidence: Sequence[Network]

    def draft(self, evidence: Sequence[Hits]) -> Draft:
        """The stretches that answer a question best, with the confidence in them.

        Args:
            evidence: what was found for the question, for each side of a comparison, or for each
                of two questions in one. These are answered side by side; the whole is sure where
                every side is, and what a side lacks is missing from the whole.
        """
        drafts = [self._draft(hits) for hits in evidence]
        return drafts[0] if len(drafts) == 1 else _joined(drafts, evidence)

    def _draft(self, hits: Hits) -> Draft:
        evidence = gather(hits)
        if evidence is None:
            return Draft(hits.ranked)
        selection = choose(evidence, self.selection.probabilities)
        chosen = selection.stretches
        row, met = confidence_row(evidence, selection)
        dated = {(s.first.hit.record.metadata.published or "")[:4] for s in chosen}
        framed = evidence.framed.max(axis=0)
        absent = {
            _as_written(term.text, hits.query.text): above < MET_FROM
            for term, degree, above in zip(hits.query.terms, met, framed, strict=True)
            if (term.is_name and len(term.text) > 1) or _YEAR.fullmatch(term.text)
            if degree < MET_FROM and term.text not in dated
        }
        quoted = [s for stretch in chosen for s in stretch.sentences]
        by_label = bool(evidence.by_label[int(np.argmax(selection.probabilities))])
        text = " ".join(sentence.text for sentence in quoted)
        # The units of columns are looked for only where the words themselves do not do.
        refused = (bool(absent) and not OF_SOMEBODY.isdisjoint(hits.query.types)) or (
            not by_label
            and lacks_strictly(text, hits.query.types)
            and lacks_strictly(
                " ".join(texts_in_units(quoted, evidence.sentences)), hits.query.types
            )
        )
        probability = trust(self.confidence, row)
        confidence = 0.0 if refused else bounded(probability, evidence, selection, met)
        if confidence >= SURE_FROM and not absent:
            chosen = tuple(one for one in chosen if _stands_beside(chosen[0], one, evidence))
        shown = holding_first(hits, _odds(evidence, selection))
        step = DraftStep(evidence, selection, row, probability, refused, shown)
        return Draft(
            shown,
            chosen,
            confidence,
            missing=tuple(absent),
            absent=tuple(filter(absent.__getitem__, absent)),
            steps=(step,),
        )


def _stands_beside(best: Stretch, other: Stretch, evidence: Evidence) -> bool:
    """Whether a quote is told beside one that surely answers.

    One of another edition is, the rates of 2023 beside those of 2026: the newer one may be either.
    And one that speaks of what neither the first does nor what that stands under, or that may
    announce the list of which the first is an item.
    """
    if other.may_announce(best):
        return True
    own = _met_by(best, np.maximum(evidence.met, evidence.framed), evidence)
    if (_met_by(other, evidence.met, evidence) & ~own).any():
        return True
    titles = {_DIGITS.sub("", one.first.hit.record.metadata.title) for one in (best, other)}
    is_edition = len(titles) == 1 and best.first.document_id != other.first.document_id
    return is_edition or other.probability >= BESIDE * best.probability


def _met_by(stretch: Stretch, degrees: Degrees, evidence: Evidence) -> NDArray[np.bool_]:
    """Which terms a quote meets well."""
    rows = evidence.rows_of(stretch.sentences)
    met: NDArray[np.bool_] = np.any(degrees[rows] >= MET_WELL, axis=0)
    return met


def _as_written(word: str, question: str) -> str:
    """A word in lower case as the question writes it."""
    match = re.search(rf"(?<!\w){re.escape(word)}", question, re.IGNORECASE)
    return match.group() if match else word


def _odds(evidence: Evidence, selection: Selection) -> dict[str, float]:
    """The odds that a passage answers, by its id: those of its likeliest sentence."""
    likely = selection.probabilities.clip(LEAST_ODDS, 1 - LEAST_ODDS)
    # Of a passage's sentences the last counts, and that is the likeliest.
    order = np.argsort(likely, kind="stable").tolist()
    return {evidence.sentences[i].hit.passage.id: likely[i] / (1 - likely[i]) for i in order}


def _nearest(step: DraftStep) -> Iterator[Stretch]:
    """The likeliest sentence of each of the first passages that says more than the title.

    With it stand those before it that it tells little without.
    """
    sentences, probabilities = step.evidence.sentences, step.selection.probabilities
    for hit in step.hits[:NEAREST]:
        title = set(content_words(hit.record.metadata.title))
        rows = [
            i
            for i, sentence in enumerate(sentences)
            if sentence.hit.passage is hit.passage
            if not title.issuperset(content_words(sentence.text))
        ]
        if rows:
            best = max(rows, key=lambda i: probabilities[i])
            whole = [*antecedents(sentences, best), best]
            yield Stretch(tuple(sentences[i] for i in whole), float(probabilities[best]))


def _told_apart(evidence: Sequence[Hits]) -> list[str]:
    """What tells each of several questions from the others, without what all begin and end with."""
    asked = [hits.query.text.strip(" ?").split() for hits in evidence]
    begins = _alike(asked)
    ends = _alike([words[begins:][::-1] for words in asked])
    return [" ".join(words[begins : len(words) - ends] or words) for words in asked]


def _alike(several: Sequence[Sequence[str]]) -> int:
    """How many words all begin with."""
    return sum(
        1 for _ in takewhile(lambda words: len(set(words)) == 1, zip(*several, strict=False))
    )


def load_judges(lexicon: Lexicon) -> tuple[SentenceReader, Sequence[Network]]:
    """The models that come with the program, for sentences and for whole answers."""
    whole = [load_network(path, confidence_names()) for path in CONFIDENCE]
    return load_reader(SELECTION, READING, lexicon), whole


def _joined(drafts: Sequence[Draft], evidence: Sequence[Hits]) -> Draft:
    """The drafts of several sides as one, without quoting anything twice."""
    chosen: list[Stretch] = []
    room = SIDES_ROOM
    for place in range(SIDE_STRETCHES):
        for stretch in (stretch for draft in drafts for stretch in draft.chosen[place : place + 1]):
            length = stretch.end - stretch.first.start
            fits = place == 0 or length <= room
            if fits:
                beside = [other for other in chosen if other.overlaps(stretch)]
                chosen = [other for other in chosen if other not in beside]
                chosen.append(_merged([*beside, stretch]))
                room -= length
    sure = [draft.is_sure for draft in drafts]
    best = max((draft.confidence for draft in drafts), default=0.0)
    # What one of several questions lacks another may have.
    found = {
        term.text
        for draft, hits in zip(drafts, evidence, strict=True)
        for term in hits.query.terms
        if term.text not in map(str.lower, draft.missing)
    }
    shown = [replace(one, ranked=draft.hits) for one, draft in zip(evidence, drafts, strict=True)]
    return Draft(
        hits=tuple(sorted(interleaved(shown), key=lambda hit: -hit.score)),
        chosen=tuple(chosen),
        confidence=best if any(sure) else min(best, UNSURE),
        missing=_lacking((draft.missing for draft in drafts), found),
        absent=_lacking((draft.absent for draft in drafts), found),
        unsure=tuple(
            dict.fromkeys(
                side
                for side, is_sure in zip(_told_apart(evidence), sure, strict=True)
                if any(sure) and not is_sure
            )
        ),
        steps=tuple(step for draft in drafts for step in draft.steps),
    )


def _merged(several: Sequence[Stretch]) -> Stretch:
    """Stretches that overlap as one."""
    sentences = {one.place: one for stretch in several for one in stretch.sentences}
    ordered = tuple(sentences[place] for place in sorted(sentences))
    return Stretch(ordered, max(stretch.probability for stretch in several))


def _lacking(several: Iterable[Sequence[str]], found: Set[str]) -> tuple[str, ...]:
    """The names that are lacking, once each, but for those that are found."""
    return tuple(
        dict.fromkeys(name for names in several for name in names if name.lower() not in found)
    )
