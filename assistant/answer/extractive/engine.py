"""The extractive engine: the sentences that answer a question, and how sure it is of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.extractive.confidence import CONFIDENCE_FEATURES, confidence_row
from assistant.answer.extractive.evidence import Evidence, gather
from assistant.answer.extractive.features import FEATURES, MET_FROM
from assistant.answer.extractive.selection import Selection, Stretch, choose
from assistant.answer.extractive.sorts import lacks_strictly
from assistant.question.query import Understood
from assistant.search.linear import FOLDER, Floats, LinearModel, load_model
from assistant.search.ranking import weigh
from assistant.search.retriever import Hit, Retriever
from corpus.model import Filters

SELECTION = FOLDER / "selection.json"
CONFIDENCE = FOLDER / "confidence.json"

PASSAGES = 12
"""How many passages are read for an answer."""

SIDE_STRETCHES = 2
"""How many stretches each side of a comparison may have."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a draft was made from: the evidence, what was selected, and the confidence's features.

    ``refused`` where the sort of thing that was asked for is not in what was selected.
    """

    evidence: Evidence
    selection: Selection
    features: Floats
    confidence: float
    refused: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What the engine found for a question, before it is put into words.

    ``confidence`` is the probability that the chosen stretches answer the question; ``missing``
    are the question's names that nothing chosen, nor its heading or title, speaks of. ``steps`` are
    how it came to this, one for each side of a comparison.
    """

    hits: tuple[Hit, ...]
    chosen: tuple[Stretch, ...]
    confidence: float
    missing: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Extractor:
    """Finds answers with one retriever.

    ``selection`` judges which sentences answer, ``confidence`` whether they can be trusted to.
    """

    retriever: Retriever
    selection: LinearModel
    confidence: LinearModel

    def draft(self, query: Understood, filters: Filters) -> Draft:
        """The stretches that answer a question best, with the confidence in them.

        A comparison is answered side by side; it is no surer than its surest side, and what a
        side lacks is missing from the whole.
        """
        if query.sides:
            return _joined([self._draft(side, filters) for side in query.sides])
        return self._draft(query, filters)

    def _draft(self, query: Understood, filters: Filters) -> Draft:
        hits = tuple(self.retriever.find(query, PASSAGES, filters))
        if not hits or not query.terms:
            return Draft(hits, (), 0.0, (), ())
        evidence = self.evidence(query, hits)
        selection = choose(evidence, self.selection.probabilities)
        chosen = selection.stretches
        row, met = confidence_row(evidence, chosen)
        missing = tuple(
            term.text
            for term, degree in zip(query.terms, met, strict=True)
            if term.is_name and len(term.text) > 1 and degree < MET_FROM
        )
        told = " ".join(s.text for stretch in chosen for s in stretch.sentences)
        refused = lacks_strictly(told, query.wants)
        probability = float(self.confidence.probabilities(row[None, :])[0])
        confidence = 0.0 if refused else probability
        step = Step(evidence, selection, row, probability, refused)
        return Draft(hits, chosen, confidence, missing, (step,))

    def evidence(self, query: Understood, hits: Sequence[Hit]) -> Evidence:
        """The sentences of the passages found, with how well each meets the question's terms."""
        ranker = self.retriever.ranker
        return gather(query, hits, weigh(self.retriever.store, ranker.lexicon, query.terms))


def load_judges() -> tuple[LinearModel, LinearModel]:
    """The models that come with the program, for sentences and for whole answers."""
    return load_model(SELECTION, FEATURES), load_model(CONFIDENCE, CONFIDENCE_FEATURES)


def _joined(drafts: Sequence[Draft]) -> Draft:
    """The drafts of a comparison's sides as one, without saying anything twice."""
    hits = {hit.passage.id: hit for draft in drafts for hit in draft.hits}
    chosen: list[Stretch] = []
    for stretch in (stretch for draft in drafts for stretch in draft.chosen[:SIDE_STRETCHES]):
        if not any(stretch.overlaps(other) for other in chosen):
            chosen.append(stretch)
    return Draft(
        hits=tuple(sorted(hits.values(), key=lambda hit: -hit.score)),
        chosen=tuple(chosen),
        confidence=max(draft.confidence for draft in drafts),
        missing=tuple(dict.fromkeys(name for draft in drafts for name in draft.missing)),
        steps=tuple(step for draft in drafts for step in draft.steps),
    )
