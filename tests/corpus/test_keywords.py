from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.keywords import KeywordIndex
from corpus.swedish import grams

TEXTS = {
    "1-0000": "Vuxenutbildningen i regionen ges av kommunerna.",
    "1-0001": "Åldersgränsen för studiemedel är sextio år.",
    "2-0000": "Undersköterska är en skyddad yrkestitel.",
    "3-0000": "Ansökan görs senast den 15 maj.",
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[KeywordIndex]:
    index = KeywordIndex(tmp_path / "keywords")
    index.add((key, key[0], text) for key, text in TEXTS.items())
    index.commit()
    yield index
    index.close()


def found(index: KeywordIndex, query: str, k: int = 10) -> list[str]:
    return [key for key, _ in index.search(query, k)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("vuxenutbildning", "1-0000"),
        ("utbildning för vuxna", "1-0000"),
        ("åldersgräns", "1-0001"),
        ("ÅLDERSGRÄNSER", "1-0001"),
        ("undersköterskor", "2-0000"),
        ("sista ansökningsdag i maj", "3-0000"),
    ],
)
def test_finds_other_forms_and_parts_of_compounds(
    index: KeywordIndex, query: str, first: str
) -> None:
    assert found(index, query)[0] == first


def test_scores_fall_and_are_positive(index: KeywordIndex) -> None:
    scores = [score for _, score in index.search("yrkestitel för undersköterskor i regionen", 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_a_word_asked_twice_weighs_twice(index: KeywordIndex) -> None:
    [(_, once)] = index.search("yrkestitel", 1)
    [(_, twice)] = index.search("yrkestitel yrkestitel", 1)
    assert twice == pytest.approx(2 * once)


@pytest.mark.parametrize("query", ["", "   ", "?!", "— …", "xqzw"])
def test_nothing_to_find(index: KeywordIndex, query: str) -> None:
    assert index.search(query, 10) == []


@pytest.mark.parametrize(
    "query", ['"', "maj AND", "id:1-0000", "grams:[* TO *]", "(maj", "+maj -maj", "maj^9", "\\"]
)
def test_a_query_is_words_not_a_language(index: KeywordIndex, query: str) -> None:
    expected = ["3-0000"] if "maj" in query else []
    assert found(index, query)[:1] == expected


def test_k_limits_and_may_exceed_what_there_is(index: KeywordIndex) -> None:
    assert len(found(index, "utbildningen för år i maj", 1)) == 1
    assert len(found(index, "regionen studiemedel skyddad maj", 1_000)) == len(TEXTS)
    assert found(index, "maj", 0) == []


def test_keeps_to_documents(index: KeywordIndex) -> None:
    query = "regionen studiemedel skyddad maj"
    assert {key for key, _ in index.search(query, 10, {"1", "3"})} == {
        "1-0000",
        "1-0001",
        "3-0000",
    }
    assert index.search(query, 10, {"unknown"}) == []
    assert index.search(query, 10, set()) == []


def test_filtered_scores_are_the_same(index: KeywordIndex) -> None:
    [(_, among)] = index.search("yrkestitel", 1, {"2"})
    [(_, of_all)] = index.search("yrkestitel", 1)
    assert among == pytest.approx(of_all)


def test_removes_whole_documents(index: KeywordIndex) -> None:
    index.remove(["1", "unknown"])
    index.commit()
    assert index.ids() == {"2-0000", "3-0000"}
    assert found(index, "vuxenutbildning") == []


def test_changes_are_seen_from_the_commit_on(index: KeywordIndex) -> None:
    index.add([("4-0000", "4", "Validering av reell kompetens")])
    index.remove(["2"])
    assert found(index, "validering") == []
    assert found(index, "undersköterska")[0] == "2-0000"
    index.commit()
    assert found(index, "validering") == ["4-0000"]
    assert "2-0000" not in found(index, "undersköterska")


def test_what_was_committed_survives_reopening(tmp_path: Path) -> None:
    first = KeywordIndex(tmp_path)
    first.add([("1-0000", "1", "Lärlingsutbildning")])
    first.commit()
    first.add([("2-0000", "2", "Folkhögskola")])
    first.close()
    second = KeywordIndex(tmp_path)
    assert second.ids() == {"1-0000"}
    assert found(second, "lärling") == ["1-0000"]
    second.close()


def test_counts_the_passages_that_hold_a_gram(index: KeywordIndex) -> None:
    assert index.frequency("_maj") == 1
    assert index.frequency("xqzw") == 0


def test_a_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("no index")
    with pytest.raises(ValueError, match=r".+"):
        KeywordIndex(tmp_path)


def test_searches_while_it_is_written(index: KeywordIndex) -> None:
    def write() -> None:
        for number in range(10, 30):
            index.add([(f"{number}-0000", str(number), "Studie- och yrkesvägledning")])
            index.commit()

    def read() -> bool:
        return all(found(index, "åldersgräns")[0] == "1-0001" for _ in range(100))

    with ThreadPoolExecutor(4) as pool:
        reads = [pool.submit(read) for _ in range(3)]
        pool.submit(write).result()
        assert all(done.result() for done in reads)
    assert set(found(index, "yrkesvägledare", 20)) == {f"{n}-0000" for n in range(10, 30)}


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_every_text_is_found_by_its_own_words(index: KeywordIndex, texts: list[str]) -> None:
    index.remove({key.partition("-")[0] for key in index.ids()})
    index.add((f"{n}-0000", str(n), text) for n, text in enumerate(texts))
    index.commit()
    assert index.ids() == {f"{n}-0000" for n in range(len(texts))}
    for number, text in enumerate(texts):
        assert (f"{number}-0000" in found(index, text)) == bool(grams(text))


def test_a_lone_surrogate_parts_words(index: KeywordIndex) -> None:
    assert index.search("\ud800", 10) == []
    assert index.search("kurs\udcffer", 10) == index.search("kurs er", 10)
    assert index.frequency("\ud800") == 0
