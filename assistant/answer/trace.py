"""How an answer came to be, step by step, read from the very objects that it was made from."""

from __future__ import annotations

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.answer.chain import Basis
from assistant.answer.extractive.confidence import FOUND_FROM, SURE_FROM, confidence_names
from assistant.answer.extractive.engine import DraftStep
from assistant.answer.extractive.features import feature_names
from assistant.answer.extractive.rows import MET_FROM
from assistant.answer.extractive.selection import Fate
from assistant.answer.extractive.sentences import Sentence
from assistant.bodies.answer import Answer, Status
from assistant.question.answer_types import AnswerType
from assistant.question.plan import Plan
from assistant.search.matching import Floats
from assistant.search.retriever import Hit
from corpus.glossary import Reason


class AddedWords(BaseModel):
    """Words that the glossary added to a search, and the word of the question that they are for."""

    model_config = ConfigDict(from_attributes=True)

    matched: str
    added: list[str]
    reason: Reason


class Understanding(BaseModel):
    """What was made of a question; ``before`` is the question that it was read together with.

    ``search`` is searched for in full, ``context`` counts less.
    """

    question: str
    wants: list[AnswerType]
    english: bool
    translation: str
    before: str
    search: str
    context: str
    added: list[AddedWords]
    sides: list[str]


class WeighedTerm(BaseModel):
    """A word that an answer should speak of; ``weight`` is how telling it is."""

    term: str
    weight: float
    is_name: bool
    alternatives: list[str]
    from_before: bool


class MetTerm(BaseModel):
    """How well a passage meets a term, 0 to 1: in its text, and in its title and heading."""

    term: str
    in_text: float
    in_heading: float


class TracedPassage(BaseModel):
    """A passage found, with its scores (1 is the query's best) and ranks; and the terms met."""

    id: str
    title: str
    heading: str
    pages: list[int]
    score: float
    keyword: float
    keyword_rank: int | None
    vector: float
    vector_rank: int | None
    terms: list[MetTerm]


class TracedSentence(BaseModel):
    """A sentence considered; ``citation`` is the number of the quote that it stands in."""

    passage_id: str
    text: str
    probability: float
    fate: Fate
    citation: int | None
    features: dict[str, float]


class TracedStep(BaseModel):
    """One question answered on its own: the whole, or one side of a comparison.

    ``refused`` where it asks for a sort of thing (a date, an amount) that the quotes do not hold.
    ``sentences`` are all that were considered, likeliest first.
    """

    question: str
    terms: list[WeighedTerm]
    sentences: list[TracedSentence]
    features: dict[str, float]
    confidence: float
    refused: bool


class Decision(BaseModel):
    """What the answer's status came from; ``missing`` are names that nothing quoted speaks of."""

    status: Status
    confidence: float | None
    found_from: float = FOUND_FROM
    sure_from: float = SURE_FROM
    missing: list[str]


class Trace(BaseModel):
    """How an answer came to be; nothing is understood where nothing was searched for."""

    understood: Understanding | None
    passages: list[TracedPassage]
    steps: list[TracedStep]
    decision: Decision
    answer: Answer


def trace(answer: Answer, basis: Basis) -> Trace:
    """An answer together with what it was made from."""
    draft = basis.draft
    steps = draft.steps if draft else ()
    return Trace(
        understood=_understanding(basis.plan) if basis.draft else None,
        passages=[_passage(hit, steps) for hit in (draft.hits if draft else ())],
        steps=[_step(step, answer) for step in steps],
        decision=Decision(
            status=answer.status,
            confidence=draft.confidence if draft else None,
            missing=list(draft.missing) if draft else [],
        ),
        answer=answer,
    )


def _understanding(plan: Plan) -> Understanding:
    return Understanding(
        question=plan.question,
        wants=sorted(plan.types),
        english=plan.language.is_english,
        translation=plan.translation,
        before=plan.before,
        search="; ".join(query.keywords for query in plan.queries),
        context="; ".join(query.context for query in plan.queries),
        added=[AddedWords.model_validate(expansion) for expansion in plan.expansions],
        sides=[side.text for side in plan.queries] if len(plan.queries) > 1 else [],
    )


def _passage(hit: Hit, steps: tuple[DraftStep, ...]) -> TracedPassage:
    return TracedPassage(
        id=hit.passage.id,
        title=hit.record.metadata.title,
        heading=hit.passage.heading,
        pages=list(hit.passage.pages),
        score=hit.score,
        keyword=hit.keyword,
        keyword_rank=hit.keyword_rank,
        vector=hit.vector,
        vector_rank=hit.vector_rank,
        terms=[term for step in steps for term in _met(hit, step)],
    )


def _met(hit: Hit, step: DraftStep) -> list[MetTerm]:
    evidence = step.evidence
    rows = [i for i, s in enumerate(evidence.sentences) if s.hit.passage.id == hit.passage.id]
    if not rows:
        return []
    own, framed = evidence.met[rows].max(axis=0), evidence.framed[rows].max(axis=0)
    return [
        MetTerm(term=term.text, in_text=float(in_text), in_heading=float(in_heading))
        for term, in_text, in_heading in zip(evidence.query.terms, own, framed, strict=True)
        if max(in_text, in_heading) >= MET_FROM
    ]


def _step(step: DraftStep, answer: Answer) -> TracedStep:
    evidence, selection = step.evidence, step.selection
    order = np.argsort(-selection.probabilities, kind="stable").tolist()
    return TracedStep(
        question=evidence.query.text,
        terms=[
            WeighedTerm(
                term=term.text,
                weight=float(weight),
                is_name=term.is_name,
                alternatives=list(term.alternatives),
                from_before=term.share < 1,
            )
            for term, weight in zip(evidence.query.terms, evidence.weights, strict=True)
        ],
        sentences=[
            TracedSentence(
                passage_id=evidence.sentences[index].hit.passage.id,
                text=evidence.sentences[index].text,
                probability=float(selection.probabilities[index]),
                fate=selection.fates[index],
                citation=_number(evidence.sentences[index], answer),
                features=_by_name(feature_names(), selection.rows[index]),
            )
            for index in order
        ],
        features=_by_name(confidence_names(), step.features),
        confidence=step.confidence,
        refused=step.refused,
    )


def _number(sentence: Sentence, answer: Answer) -> int | None:
    """The number of the citation that a sentence stands in; None where it stands in none."""
    for quote in answer.citations:
        inside = quote.start <= sentence.start < quote.end
        if inside and quote.document.id == sentence.document_id:
            return quote.n
    return None


def _by_name(names: tuple[str, ...], values: Floats) -> dict[str, float]:
    return dict(zip(names, values.tolist(), strict=True))
