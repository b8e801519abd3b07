"""What goes into the store and comes out of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.model import (
    Block,
    BlockKind,
    Document,
    Filters,
    Kind,
    Metadata,
    Page,
    Passage,
)
from corpus.store import Store
from tests.corpus.hashing import HashingEmbedder, made

EMBEDDER = HashingEmbedder()
ALL = Filters()

YRKESVUX = made(
    "yrkesvux.pdf",
    "Yrkesvux leder till ett yrke.",
    "Ansökan till yrkesvux görs i maj.",
    kind=Kind.GUIDANCE,
    publisher="Kommunen",
    published="2023-05-01",
)
RAPPORT = made(
    "rapport.txt",
    "Projektet nådde sina mål.",
    "Regionen samordnar kompetensförsörjningen.",
    publisher="Regionen",
    published="2012",
)
UTAN_DATUM = made("utan-datum.html", "Kursen ges på distans.", kind=Kind.PAGE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, EMBEDDER, "test") as store:
        yield store


@pytest.fixture
def filled(store: Store) -> Store:
    store.put([YRKESVUX, RAPPORT, UTAN_DATUM])
    return store


def keyword(store: Store, query: str, filters: Filters = ALL, k: int = 10) -> list[str]:
    return [passage_id for passage_id, _ in store.keyword_search(query, k, filters)]


def nearest(store: Store, query: str, filters: Filters = ALL, k: int = 10) -> list[str]:
    hits = store.vector_search(EMBEDDER.embed_query(query), k, filters)
    return [passage_id for passage_id, _ in hits]


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.documents() == ()
    assert store.document("0" * 16) is None
    assert store.passages(["0" * 16 + "-0000", "nonsense", ""]) == []
    assert store.passages_of("0" * 16) == []
    assert keyword(store, "yrkesvux") == []
    assert nearest(store, "yrkesvux") == []
    assert store.verify() == []


def test_lists_documents_by_source(filled: Store) -> None:
    records = filled.documents()
    assert [record.source for record in records] == [
        "rapport.txt",
        "utan-datum.html",
        "yrkesvux.pdf",
    ]
    record = records[-1]
    document, passages = YRKESVUX
    assert record.id == document.id
    assert record.location == document.location
    assert record.content_hash == document.content_hash
    assert record.metadata == document.metadata
    assert (record.page_count, record.passage_count) == (2, len(passages))
    assert record.ingested_at.endswith("Z")


def test_gives_passages_in_the_order_asked_for(filled: Store) -> None:
    first, second = YRKESVUX[1]
    other = RAPPORT[1][1]
    asked = [other.id, "unknown-0000", second.id, first.id, f"{RAPPORT[0].id}-9999", second.id]
    assert filled.passages(asked) == [other, second, first, second]
    assert filled.passages_of(YRKESVUX[0].id) == [first, second]


def test_finds_by_keyword_and_by_vector(filled: Store) -> None:
    assert keyword(filled, "ansökningar till yrkesvux")[0] == YRKESVUX[1][1].id
    assert nearest(filled, "kursen ges på distans")[0] == UTAN_DATUM[1][0].id
    [(_, similarity), *_] = filled.vector_search(
        EMBEDDER.embed_passages(["Utan-Datum.Html\n\nKursen ges på distans."])[0], 5, ALL
    )
    assert similarity == pytest.approx(1.0, abs=1e-5)


def test_headings_are_searched_too(store: Store) -> None:
    document, [passage] = made("a", "Det kostar ingenting.")
    under = Passage(
        document.id, 0, passage.start, passage.end, passage.text, "Studiehjälp › Avgifter", (1,)
    )
    store.put([(document, [under])])
    assert keyword(store, "studiehjälpen") == [under.id]
    assert store.passages([under.id]) == [under]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kinds=frozenset({Kind.REPORT})), {RAPPORT[0].id}),
        (Filters(publishers=frozenset({"Kommunen", "Annan"})), {YRKESVUX[0].id}),
        (Filters(year_from=2013), {YRKESVUX[0].id}),
        (Filters(year_to=2012), {RAPPORT[0].id}),
        (Filters(documents=frozenset({UTAN_DATUM[0].id, "unknown"})), {UTAN_DATUM[0].id}),
        (Filters(kinds=frozenset({Kind.REPORT}), year_from=2013), set()),
        (ALL, {YRKESVUX[0].id, RAPPORT[0].id, UTAN_DATUM[0].id}),
    ],
)
def test_filters_hold_for_both_searches(
    filled: Store, filters: Filters, expected: set[str]
) -> None:
    query = "yrkesvux projektet kursen regionen"
    for search in (keyword, nearest):
        ids = search(filled, query, filters)
        assert {passage_id.rpartition("-")[0] for passage_id in ids} == expected


@pytest.mark.parametrize("few", [0, 10_000])
def test_a_filter_changes_no_score_and_hides_no_hit(
    store: Store, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.reading.FEW", few)
    texts = [f"ord{n} ord{n % 7} ord{n % 3} gemensamt" for n in range(60)]
    store.put(
        [
            made(f"{n}", text, kind=Kind.PAGE if n % 5 else Kind.COURSE)
            for n, text in enumerate(texts)
        ]
    )
    wanted = Filters(kinds=frozenset({Kind.COURSE}))
    courses = {r.id for r in store.documents() if r.metadata.kind is Kind.COURSE}
    query = "ord1 ord2 gemensamt"
    vector = EMBEDDER.embed_query(query)
    for every, some in (
        (store.keyword_search(query, 60, ALL), store.keyword_search(query, 9, wanted)),
        (store.vector_search(vector, 60, ALL), store.vector_search(vector, 9, wanted)),
    ):
        allowed = [(name, score) for name, score in every if name.partition("-")[0] in courses]
        assert len(some) == 9
        assert [score for _, score in some] == pytest.approx(
            [score for _, score in allowed[:9]], abs=1e-5
        )


def test_a_filter_finds_what_fits_the_query_worst(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.reading.FEW", 0)
    store.put([made(f"{n}", "praktik praktik", kind=Kind.PAGE) for n in range(60)])
    store.put([made(f"k{n}", "praktik och annat om kurser", kind=Kind.COURSE) for n in range(4)])
    only = Filters(kinds=frozenset({Kind.COURSE}))
    assert len(keyword(store, "praktik", only, k=3)) == 3
    assert len(nearest(store, "praktik", only, k=3)) == 3


def test_vectors_are_those_of_the_passages(filled: Store) -> None:
    passage = RAPPORT[1][1]
    vectors = filled.vectors([passage.id, "unknown-0000", f"{RAPPORT[0].id}-0007"])
    expected = EMBEDDER.embed_passages([f"Rapport.Txt\n\n{passage.text}"])[0]
    np.testing.assert_allclose(vectors[0], expected)
    assert not vectors[1:].any()
    assert filled.vectors([]).shape == (0, EMBEDDER.dimensions)


def test_a_document_is_replaced_whole(filled: Store) -> None:
    changed = made("rapport.txt", "Något helt annat om lärlingar.")
    filled.put([changed])
    assert filled.document(changed[0].id) == changed[0]
    assert filled.passages_of(changed[0].id) == changed[1]
    assert len(filled.documents()) == 3
    assert keyword(filled, "kompetensförsörjning", Filters(kinds=frozenset({Kind.REPORT}))) == []
    assert keyword(filled, "lärlingsutbildning")[0] == changed[1][0].id
    assert nearest(filled, "Något helt annat om lärlingar.")[0] == changed[1][0].id
    assert filled.verify() == []


def test_the_last_of_two_versions_in_one_put_is_kept(store: Store) -> None:
    store.put([made("a", "först"), made("a", "sist")])
    assert [p.text for p in store.passages_of(made("a")[0].id)] == ["sist"]
    assert store.verify() == []


def test_removed_documents_are_gone(filled: Store) -> None:
    filled.remove([RAPPORT[0].id, "unknown"])
    assert filled.document(RAPPORT[0].id) is None
    assert filled.passages([RAPPORT[1][0].id]) == []
    assert not set(keyword(filled, "projektet regionen")) & {p.id for p in RAPPORT[1]}
    assert not set(nearest(filled, "projektet regionen")) & {p.id for p in RAPPORT[1]}
    assert filled.verify() == []


def test_a_document_without_passages_is_kept(store: Store) -> None:
    empty = made("tom.txt")
    store.put([empty])
    assert store.document(empty[0].id) == empty[0]
    assert store.documents()[0].passage_count == 0
    assert keyword(store, "tom", Filters(documents=frozenset({empty[0].id}))) == []
    assert nearest(store, "tom", Filters(documents=frozenset({empty[0].id}))) == []
    assert store.verify() == []


def test_passages_out_of_order_are_refused(store: Store) -> None:
    document, passages = RAPPORT
    with pytest.raises(ValueError, match="rapport"):
        store.put([(document, passages[1:])])
    assert store.documents() == ()


def test_all_is_there_after_reopening(tmp_path: Path) -> None:
    with Store.open(tmp_path, EMBEDDER, "test") as first:
        first.put([YRKESVUX, RAPPORT])
        before = first.documents()
    with Store.open(tmp_path, EMBEDDER, "test") as second:
        assert second.documents() == before
        assert keyword(second, "yrkesvux")[0].startswith(YRKESVUX[0].id)
        assert nearest(second, "regionen samordnar")[0] == RAPPORT[1][1].id
        assert second.verify() == []


def test_counts_passages_and_the_grams_in_them(filled: Store) -> None:
    assert filled.passage_count == 5
    assert filled.gram_frequency("yrke") == 2
    assert filled.gram_frequency("xqzw") == 0


def test_votes_are_kept_without_words(filled: Store, tmp_path: Path) -> None:
    filled.record_vote(
        "up", status="answered", audience="jobseeker", passage_ids=[RAPPORT[1][0].id]
    )
    assert filled.verify() == []
    assert b"jobseeker" in b"".join(p.read_bytes() for p in tmp_path.glob("vagvis.sqlite*"))


words = st.text(max_size=40)
blocks = st.builds(
    Block,
    st.sampled_from(BlockKind),
    words.filter(lambda text: "\n" not in text),
    st.integers(0, 6),
)
pages = st.builds(Page, st.none() | st.integers(0, 2_000), st.lists(blocks, max_size=4).map(tuple))
metadata = st.builds(
    Metadata,
    title=words,
    kind=st.sampled_from(Kind),
    publisher=st.none() | words,
    published=st.none() | st.sampled_from(["2012", "2012-01", "2012-05-30"]),
    language=st.none() | st.sampled_from(["sv", "en"]),
    ocr=st.booleans(),
)
documents = st.builds(
    Document,
    location=words.filter(bool),
    source=words,
    content_hash=words,
    metadata=metadata,
    pages=st.lists(pages, max_size=4).map(tuple),
)


@st.composite
def cut(draw: st.DrawFn) -> tuple[Document, list[Passage]]:
    """A document of any shape, cut into passages at any places."""
    document = draw(documents)
    length = len(document.text)
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=5)))
    passages = [
        Passage(
            document.id,
            ordinal,
            start,
            end,
            document.text[start:end],
            draw(words),
            tuple(draw(st.lists(st.integers(0, 99), max_size=3))),
            ((start, end),),
        )
        for ordinal, (start, end) in enumerate(pairwise(cuts))
    ]
    return document, passages


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(items=st.lists(cut(), max_size=3, unique_by=lambda item: item[0].location))
def test_what_comes_out_is_what_went_in(
    store: Store, items: list[tuple[Document, list[Passage]]]
) -> None:
    store.remove([record.id for record in store.documents()])
    store.put(items)
    assert {record.id for record in store.documents()} == {document.id for document, _ in items}
    for document, passages in items:
        assert store.document(document.id) == document
        assert store.passages_of(document.id) == passages
        assert store.passages([passage.id for passage in passages]) == passages
    assert store.verify() == []


@pytest.mark.parametrize("small", [0, 10_000])
def test_readers_see_one_version_or_the_other_while_a_writer_replaces(
    store: Store, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each version says its number in every passage; a reader must never see two of them."""
    monkeypatch.setattr("corpus.store.reading.FEW", small)

    def version(number: int) -> tuple[Document, list[Passage]]:
        return made("a", *(f"sida {page} av utgåva{number:03d}" for page in range(1 + number % 4)))

    others = [made(f"{n}", f"sida i ett annat dokument {n}") for n in range(20)]
    store.put([version(0), *others])
    name = version(0)[0].id
    stop = False
    only = Filters(documents=frozenset({name}))

    def read() -> int:
        for turn in count():
            document = store.document(name)
            assert document is not None
            assert len({page.text.rpartition(" ")[2] for page in document.pages}) == 1
            passages = store.passages_of(name)
            assert len({passage.text.rpartition(" ")[2] for passage in passages}) == 1
            for search in (keyword, nearest):
                hits = search(store, "sida utgåva", k=30)
                assert len(hits) >= len(others) + 1
                assert len(set(hits)) == len(hits)
                assert search(store, "sida utgåva", only)
            if stop:
                return turn
        raise AssertionError

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for number in range(1, 13):
                store.put([version(number)])
        finally:
            stop = True
        assert all(reader.result() > 0 for reader in readers)
    assert store.verify() == []


def test_a_single_record_is_the_one_of_the_list(filled: Store) -> None:
    for record in filled.documents():
        assert filled.record(record.id) == record
    assert filled.record("okänd") is None
