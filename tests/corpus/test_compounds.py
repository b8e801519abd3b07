import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.compounds import base_forms, decompound, unfold_suspended
from tests.corpus.counting import Counting

WORDS = frozenset(
    """
    kompetens försörjning utbildning vuxen lärcentra förstudie skola utveckling arbete marknad
    behov inventering yrke vägledare studie närings politik familj omsorg individ arbetskraft
    ökning kostnad sökning nämnd barn gata adress medlem fördel nackdel kortsiktig långsiktig
    flyttning arbetsmarknad näring folk högskola grund gymnasium
    """.split()
)


def known(word: str) -> bool:
    return word in WORDS


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("kompetensförsörjning", ("kompetens", "försörjning")),
        ("vuxenutbildningen", ("vuxen", "utbildningen")),
        ("Lärcentraförstudien", ("lärcentra", "förstudien")),
        ("skolutveckling", ("skola", "utveckling")),
        ("arbetsmarknadsutbildning", ("arbetsmarknad", "utbildning")),
        ("behovsinventeringar", ("behov", "inventeringar")),
        ("gatuadress", ("gata", "adress")),
        ("familjeomsorg", ("familj", "omsorg")),
        ("kostnadsökningar", ("kostnad", "ökningar")),
        ("folkhögskoleutbildning", ("folk", "högskola", "utbildning")),
    ],
)
def test_compounds_come_apart(compound: str, parts: tuple[str, ...]) -> None:
    assert decompound(compound, known) == parts


@pytest.mark.parametrize(
    "word", ["utbildning", "förstudie", "medlemskap", "skolan", "lia", "", "esf-projekt", "2012"]
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert decompound(word, known) is None


@given(st.text(alphabet="aeiokrstnlgåäö", max_size=14), st.sets(st.text("aeiokrstnl", max_size=5)))
def test_parts_are_known_and_long_enough(word: str, vocabulary: set[str]) -> None:
    parts = decompound(word, vocabulary.__contains__)
    if parts is not None:
        *first, last = parts
        assert set(first) <= vocabulary
        assert vocabulary & set(base_forms(last))
        assert word.endswith(last)
        assert all(len(part) >= 3 for part in parts)


@pytest.mark.parametrize(
    ("text", "unfolded"),
    [
        ("studie- och yrkesvägledare", "studievägledare och yrkesvägledare"),
        (
            "Studie- och yrkesvägledarna i Ånge",
            "Studievägledarna och yrkesvägledarna i Ånge",
        ),
        (
            "arbetskrafts- och kompetensförsörjning",
            "arbetskraftsförsörjning och kompetensförsörjning",
        ),
        ("studieoch yrkesvägledare", "studievägledare och yrkesvägledare"),
        ("individoch familjeomsorgen", "individomsorgen och familjeomsorgen"),
        (
            "arbetsmarknads-, närings- och utbildningspolitik",
            "arbetsmarknadspolitik, näringspolitik och utbildningspolitik",
        ),
        ("kompetensförsörjning och -utveckling", "kompetensförsörjning och kompetensutveckling"),
        ("in- och utflyttning", "inflyttning och utflyttning"),
        ("för- och nackdelar", "fördelar och nackdelar"),
        ("kort- och långsiktiga mål", "kortsiktiga och långsiktiga mål"),
    ],
)
def test_suspended_parts_are_put_back(text: str, unfolded: str) -> None:
    assert unfold_suspended(text, known) == unfolded


@pytest.mark.parametrize(
    "text",
    [
        "Upplands- och Norrlandskusten",
        "Loch Ness och epoch",
        "Timrå och Sundsvall",
        "en två- och trevåningsvilla",
        "kompetensförsörjning och -",
    ],
)
def test_what_cannot_be_told_stays(text: str) -> None:
    assert unfold_suspended(text, known) == text


@given(st.text())
def test_unfolding_only_adds(text: str) -> None:
    unfolded = unfold_suspended(text, known)
    assert len(unfolded) >= len(text)
    assert unfold_suspended(text, lambda _: False) == text


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("kurserna", "kurs"),
        ("skolornas", "skola"),
        ("vägledarna", "vägledare"),
        ("studierna", "studie"),
        ("pluggade", "plugga"),
        ("söker", "söka"),
        ("ansökningar", "ansökan"),
        ("medlen", "medel"),
        ("gymnasiet", "gymnasium"),
        ("behöriga", "behörig"),
        ("arbetets", "arbete"),
        ("programmet", "program"),
    ],
)
def test_base_forms_hold_the_base_form(form: str, base: str) -> None:
    assert base in set(base_forms(form))
    assert next(iter(base_forms(form))) == form


LETTERS_OF_A_QUESTION = 4_000


def test_a_word_that_is_too_long_is_no_compound_and_is_not_looked_up() -> None:
    is_known = Counting(known)
    for word in ("a" * LETTERS_OF_A_QUESTION, "utbildning" * 400):
        assert decompound(word, is_known) is None
        assert unfold_suspended(f"studie- och {word}", is_known) == f"studie- och {word}"
        assert unfold_suspended(f"{word}- och {word}", is_known) == f"{word}- och {word}"
        assert unfold_suspended(f"{word} och -{word}", is_known) == f"{word} och -{word}"
    assert is_known.times == 0


@pytest.mark.parametrize("text", ["arm" * 13, "utbildning" * 4, "kompetensförsörjningsutbildning"])
def test_the_longest_words_take_few_look_ups(text: str) -> None:
    is_known = Counting(lambda word: word in WORDS or word == "arm")
    decompound(text, is_known)
    # each stretch of the word once, in each of the forms that it may have
    assert is_known.times <= len(text) ** 2 / 2 * 6 + len(text) * 60


@pytest.mark.parametrize(
    "piece", ["studie-, ", "och ", "in- ", "ochoch ", "studie- och yrke ", "studieoch yrke "]
)
def test_twice_as_many_short_words_take_twice_as_many_look_ups(piece: str) -> None:
    counts = []
    for length in (LETTERS_OF_A_QUESTION // 2, LETTERS_OF_A_QUESTION):
        is_known = Counting(known)
        unfold_suspended(piece * (length // len(piece)), is_known)
        counts.append(is_known.times)
    assert counts[1] <= 2.1 * counts[0] + 100
