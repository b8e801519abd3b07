from __future__ import annotations

import numpy as np
import pytest

from assistant.answer.chain import answer
from assistant.answer.extractive.evidence import Evidence, gather
from assistant.answer.extractive.selection import choose
from assistant.app import App
from assistant.bodies.answer import Status
from assistant.bodies.question import Question
from corpus.model import Block, BlockKind, Document, Filters, Kind, Metadata, Page
from ingest.split import split


def put(app: App, *paragraphs: str) -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)
    document = Document(
        location="made:own",
        source="projekt.txt",
        content_hash="own",
        metadata=Metadata("Projektet Spången", Kind.REPORT, "Norråsa kommun", "2025", "sv"),
        pages=(Page(3, blocks),),
    )
    app.store.put([(document, split(document))])


def gathered(app: App, question: str) -> Evidence:
    (query,) = app.retriever.reader.read(question).queries
    evidence = gather(app.retriever.find(query, 12, Filters()))
    assert evidence is not None
    return evidence


def chosen(app: App, question: str, likely: str) -> set[str]:
    """The sentences that are chosen where the one that begins so is the likely answer."""
    evidence = gathered(app, question)
    judged = [0.9 if s.text.startswith(likely) else 0.01 for s in evidence.sentences]
    selection = choose(evidence, lambda _evidence, _rows: np.array(judged))
    return {s.text for stretch in selection.stretches for s in stretch.sentences}


@pytest.mark.parametrize("start", ["Hon", "Detta arbete", "De har", "Där"])
def test_a_pronoun_brings_along_the_sentence_that_it_points_to(own_app: App, start: str) -> None:
    put(own_app, f"Projektet leds av Vera Tallgren. {start} sköter 14 lärlingar i skogen.")
    found = chosen(own_app, "Vad gör projektet Spången med lärlingar i skogen?", start)
    assert "Projektet leds av Vera Tallgren." in found


@pytest.mark.parametrize("start", ["Den nya kursen", "De flesta", "Den 3 mars"])
def test_an_article_points_nowhere(own_app: App, start: str) -> None:
    put(own_app, f"Projektet leds av Vera Tallgren. {start} ger 14 lärlingar plats i skogen.")
    found = chosen(own_app, "Vad gör projektet Spången med lärlingar i skogen?", start)
    assert "Projektet leds av Vera Tallgren." not in found


def test_an_abbreviation_is_not_met_by_a_word_of_its_expansion(own_app: App) -> None:
    put(own_app, "Unga får hjälp att komma till arbete genom kommunens lokala avtal om kriterier.")
    asked = Question(question="Vilka kriterier har DUA för sina lokala avtal?")
    given = own_app.answering.invoke(asked)
    (term,) = [t for t in given["basis"].plan.queries[0].terms if t.text == "dua"]
    assert term.phrases
    assert "arbete" not in term.alternatives
    assert "DUA" in given["basis"].draft.missing


def test_a_number_of_the_question_is_no_answer_to_it(own_app: App) -> None:
    put(own_app, "De 534 timmarna fördelas mellan ämnena av skolan.")
    evidence = gathered(own_app, "Hur många av de 534 timmarna går till idrott?")
    (beside,) = [
        value
        for value, s in zip(evidence.beside, evidence.sentences, strict=True)
        if s.text.startswith("De 534")
    ]
    assert beside == 0


def test_who_it_is_cannot_be_answered_without_a_name(own_app: App) -> None:
    put(own_app, "Rektorn på komvux i Norråsa svarar för antagningen till alla kurser.")
    asked = Question(question="Vad heter rektorn på komvux i Norråsa?")
    assert answer(own_app.answering, asked).status is Status.NOT_FOUND
