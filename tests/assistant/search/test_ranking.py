from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.app import App
from assistant.question.plan import Term
from assistant.search.ranking import meet, rank_scores
from assistant.search.retriever import RANKED
from corpus.embedding import BUILTIN_FOLDER, StaticEmbedder
from corpus.lexicon import Lexicon
from corpus.model import Block, BlockKind, Document, Filters, Kind, Metadata, Page
from corpus.store import PassageWords, StoreReader
from corpus.swedish import words
from corpus.vocabulary import StoreVocabulary
from ingest.split import split

LEXICON = Lexicon(StaticEmbedder(BUILTIN_FOLDER))


def _page(name: str, *paragraphs: str) -> Document:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)
    return Document(
        location=f"made:{name}",
        source=f"{name}.txt",
        content_hash=name,
        metadata=Metadata(name, Kind.PAGE, "", "2024", "sv"),
        pages=(Page(None, blocks),),
    )


def _put(app: App, *documents: Document) -> None:
    app.store.put([(document, split(document)) for document in documents])


def test_what_meets_the_whole_question_comes_before_what_repeats_a_word(own_app: App) -> None:
    _put(
        own_app,
        _page("lärlingar", "Lärlingar. Lärlingar och åter lärlingar. Många lärlingar i länet."),
        _page("svar", "Den som är lärling får handledning av en yrkesman två timmar i veckan."),
    )
    found = own_app.retriever.search("Hur mycket handledning får lärlingar i veckan?", 2, Filters())
    assert found[0].document.title == "svar"


def test_what_holds_the_date_that_is_asked_for_comes_first(own_app: App) -> None:
    _put(
        own_app,
        _page("utan", "Lärcentrum i Sjövik öppnar snart. Många längtar till lärcentrum i Sjövik."),
        _page("med", "Den 3 maj 2025 öppnar ett lärcentrum för dem som bor i Sjövik med omnejd."),
    )
    found = own_app.retriever.search("När öppnar lärcentrum i Sjövik?", 2, Filters())
    assert [passage.document.title for passage in found] == ["med", "utan"]


def test_what_a_document_has_that_is_named_stands_among_the_first(own_app: App) -> None:
    talk = "Syftet med vägledningen i förstudien Norrsken är tydligt: vägledningen ska nå fler."
    others = [_page(f"samtal {n}", talk, f"{talk} Det gäller ort {n}.") for n in range(20)]
    _put(own_app, *others, _page("Förstudien Norrsken", "Tanken är att fler ska våga fråga."))
    asked = "Vad är syftet med vägledningen i förstudien Norrsken?"
    found = own_app.retriever.search(asked, 2, Filters())
    assert "Förstudien Norrsken" in [passage.document.title for passage in found]


def test_scores_fall_from_one_also_beyond_those_that_are_read(own_app: App) -> None:
    _put(own_app, *(_page(f"kurs {n}", f"Kursen nummer {n} ges i länet.") for n in range(50)))
    found = own_app.retriever.search("Vilka kurser ges i länet?", 40, Filters())
    scores = [passage.score for passage in found]
    assert len(scores) == 40 > RANKED
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)


def test_an_everyday_word_finds_the_word_of_authorities(own_app: App) -> None:
    _put(
        own_app,
        _page("mål", "Kommunen följer målen varje år och redovisar dem i nämnden."),
        _page("medel", "Den som studerar kan få pengar till resor av kommunen."),
    )
    found = own_app.retriever.search("slantar när man pluggar", 2, Filters())
    assert found[0].document.title == "medel"


def test_of_few_passages_none_is_searched_for(
    own_app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(own_app, _page("mål", "Kommunen följer målen varje år."), _page("medel", "Resor betalas."))
    monkeypatch.delattr(StoreReader, "keyword_search")
    found = own_app.retriever.search("resor", RANKED, Filters())
    assert {"mål", "medel"} <= {passage.document.title for passage in found}


def _cut(vocabulary: StoreVocabulary, texts: list[str]) -> PassageWords:
    numbers = [vocabulary.add(words(text)) for text in texts]
    flat = np.array([n for of_text in numbers for n in of_text], np.int32)
    return PassageWords(flat, np.cumsum([0, *map(len, numbers)], dtype=np.int32))


@given(
    st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=4), min_size=1, max_size=4),
    st.lists(
        st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=10),
        min_size=1,
        max_size=3,
        unique=True,
    ),
)
def test_any_passages_give_scores_up_to_one(texts: list[list[str]], asked: list[str]) -> None:
    terms = [Term(text) for text in asked]
    vocabulary = StoreVocabulary()
    passages = [_cut(vocabulary, [*passage, "rubrik"]) for passage in texts]
    meetings = meet(LEXICON, terms, vocabulary, passages)
    ones = np.ones(len(texts))
    scores = rank_scores(ones, ones, meetings.best, np.ones(len(terms)))
    assert scores.shape == (len(texts),)
    assert scores.max() == 1
    assert (scores > 0).all()
