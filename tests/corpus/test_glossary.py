import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.glossary import Glossary, load_glossary
from corpus.swedish import normalise

GLOSSARY = load_glossary()
FOLDER = Path(corpus.__file__).parent


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return GLOSSARY


def added(glossary: Glossary, text: str) -> set[str]:
    return {word for expansion in glossary.expand(text) for word in expansion.added}


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Vad gör en SYV?", "studie- och yrkesvägledare"),
        ("vad gör en syv?", "studie- och yrkesvägledare"),
        ("Vad ska SYV:arna göra?", "studie- och yrkesvägledare"),
        ("Vad ville KSL:s kansli veta?", "Kommunförbundet Stockholms Län"),
        ("Vilka ESF-projekt pågår?", "EU-projekt"),
        ("Hur söker man medel ur ESF?", "Europeiska socialfonden"),
        ("Vad är OSS?", "omställningsstudiestöd"),
        ("Vad säger SKR?", "Sveriges Kommuner och Regioner"),
        ("vad gör af i ånge", "Arbetsförmedlingen"),
        ("vilken roll har lc i regionen", "lärcentrum"),
        ("Csn på folkhögskola?", "Centrala studiestödsnämnden"),
        ("HUR SÖKER MAN CSN", "Centrala studiestödsnämnden"),
    ],
)
def test_abbreviations_are_read(glossary: Glossary, question: str, word: str) -> None:
    assert word in added(glossary, question)


@pytest.mark.parametrize(
    ("question", "not_read"),
    [
        ("Kan ni hjälpa oss med ansökan?", "omställningsstudiestöd"),
        ("KAN NI HJÄLPA OSS NU", "omställningsstudiestöd"),
        ("Vem var Lena af Ekenstam?", "Arbetsförmedlingen"),
        ("Vad kostar lök på torget?", "lokal överenskommelse"),
        ("Det blev 400 skr över", "Sveriges Kommuner och Regioner"),
        ("Han tog ett rus för mycket", "regional utvecklingsstrategi"),
        ("Lycka till, Marcus", "lärcentrum"),
    ],
)
def test_words_that_look_like_abbreviations_are_left(
    glossary: Glossary, question: str, not_read: str
) -> None:
    assert not_read not in added(glossary, question)


def test_abbreviation_and_long_form_lead_to_each_other(glossary: Glossary) -> None:
    for text, word in [("CSN", "Centrala studiestödsnämnden"), ("Arbetsförmedlingens", "AF")]:
        (expansion,) = glossary.expand(text)[:1]
        assert expansion.matched == text
        assert word in expansion.added
        assert expansion.reason == "förkortning"


def test_an_abbreviation_that_is_a_word_is_never_added(glossary: Glossary) -> None:
    assert "OSS" not in added(glossary, "Vem får omställningsstudiestöd?")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Var kan man plugga?", "studera"),
        ("Var pluggade de flesta?", "studera"),
        ("Hur många har jobb?", "arbete"),
        ("Inom vilka yrken är det brist på folk?", "arbetskraftsbrist"),
        ("Finns det utbildning för vuxna här?", "vuxenutbildning"),
        ("Vad kan vux erbjuda?", "komvux"),
        ("Vad tycker facket?", "fackförbund"),
        ("Vilka pengar finns att få?", "bidrag"),
        ("Vilka är grannkommunerna?", "angränsande kommun"),
        ("Vad gör studie- och yrkesvägledarna?", "studievägledare"),
        ("Vad är deadline?", "sista ansökningsdag"),
        ("Vilka jobbsökande gäller det?", "arbetssökande"),
    ],
)
def test_colloquial_words_and_synonyms(glossary: Glossary, question: str, word: str) -> None:
    assert word in added(glossary, question)


def test_colloquial_words_are_not_searched_for(glossary: Glossary) -> None:
    assert "plugga" not in added(glossary, "Var kan man studera?")
    assert "folk" not in added(glossary, "Hur mycket personal finns det?")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Vilket stöd får deltagarna?", "bidrag"),
        ("Vilken vuxen ansvarar?", "komvux"),
        ("Vilka lokala aktörer deltog?", "utrymmen"),
        ("Vilka utmaningar möter de?", "sammanträde"),
        ("Hur snabbt kom de fram?", "projektfas"),
        ("färga garn med växter", "ökning"),
        ("Blev hon antagen?", "beslut"),
    ],
)
def test_other_meanings_are_left_alone(glossary: Glossary, question: str, word: str) -> None:
    assert word not in added(glossary, question)


def test_from_what_is_only_asked_as_otherwise_nothing_leads_on(glossary: Glossary) -> None:
    assert {"barn", "minderåriga"} <= added(glossary, "Vem tar hand om ungar?")
    assert "minderåriga" not in added(glossary, "Vem tar hand om barn?")
    assert not any("*" in word for word in added(glossary, "Vem kollar ungarnas mobiler?"))


def test_longest_phrase_wins(glossary: Glossary) -> None:
    matched = [e.matched for e in glossary.expand("Vem betalar när det är brist på folk i vården?")]
    assert "brist på folk" in matched
    assert "folk" not in matched


def test_decomposed_letters_are_read(glossary: Glossary) -> None:
    decomposed = unicodedata.normalize("NFD", "Finns utbildning för vuxna?")
    assert "vuxenutbildning" in added(glossary, decomposed)


def test_phrases_do_not_reach_across_punctuation(glossary: Glossary) -> None:
    matched = [e.matched for e in glossary.expand("Det är brist på, folk säger så.")]
    assert "brist på, folk" not in matched


def test_english_terms_in_swedish_questions(glossary: Glossary) -> None:
    (expansion,) = glossary.expand("Vad menas med upskilling?")
    assert expansion.matched == "upskilling"
    assert expansion.added == ("kompetensutveckling",)
    assert expansion.reason == "engelska"


QUESTION_WORDS = [
    *"Vad vem hur när LIA SYV oss OSS plugga jobb folk pengar komvux vux ESF studie- och".split(),
    *"yrkesvägledare kompetensförsörjningen i Timrå ? , Anna-Karin kick-off mötet facket".split(),
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(QUESTION_WORDS)).map(" ".join)))
def test_expansions_add_only_what_is_new(text: str) -> None:
    expansions = GLOSSARY.expand(text)
    words = [word.lower() for expansion in expansions for word in expansion.added]
    assert len(words) == len(set(words))
    for expansion in expansions:
        assert expansion.matched in normalise(text)
        assert expansion.added or expansion.echoes
        assert expansion.matched.lower() not in words


@pytest.mark.parametrize(
    ("question", "swedish"),
    [
        ("When did the Klockvik project have its kick-off meeting?", "uppstartsmöte"),
        ("How many municipalities took part?", "hur många kommuner deltog"),
        ("Who leads the partnership?", "vem leder partnerskap"),
        ("What is the deadline?", "vad är sista dag"),
        ("Where is the employment office?", "var är Arbetsförmedlingen"),
        ("What did they learn?", "vad lära"),
        ("Which lessons were learned in the county?", "vilka vilken lärdomar län"),
    ],
)
def test_translation_has_the_words(glossary: Glossary, question: str, swedish: str) -> None:
    words = glossary.translate(question).split()
    assert set(swedish.split()) <= set(words)


def test_translation_leaves_out_words_without_weight(glossary: Glossary) -> None:
    assert not {"the", "of", "does"} & set(
        glossary.translate("What does the head of it do?").split()
    )


@given(st.lists(st.sampled_from(["Timrå", "SOLGLIMT", "Nordsam", "KLoK", "ProKlockvik", "KV-LÄR"])))
def test_translation_keeps_names(names: list[str]) -> None:
    translated = GLOSSARY.translate(f"What did {' and '.join(names)} do in the project?")
    assert set(names) <= set(translated.split())
    assert "projekt" in translated


def test_translation_keeps_what_may_be_a_name(glossary: Glossary) -> None:
    assert {"Mark", "Green"} <= set(glossary.translate("Who is Mark Green?").split())
    assert "KSL" in glossary.translate("What is KSL's role?").split()


@given(st.text())
def test_translation_and_detection_never_fail(text: str) -> None:
    GLOSSARY.translate(text)
    GLOSSARY.is_english(text)


@pytest.mark.parametrize(
    "question",
    [
        "When was the kick-off meeting?",
        "What is LIA?",
        "who is carina åberg",
        "Can I study in Timrå?",
        "How much does komvux cost",
        "municipal adult education",
        "WHAT IS SFI",
        "Who leads the Rådet för lärande i Klockvik?",
        "Timrå municipality",
        "regional growth plan",
    ],
)
def test_english_questions_are_told(glossary: Glossary, question: str) -> None:
    assert glossary.is_english(question)


@pytest.mark.parametrize(
    "question",
    [
        "Vad är LIA?",
        "vad ar SFI for nagot",
        "LIA?",
        "SYV Timrå",
        "Vem är projektledare?",
        "Vad säger WHO om IT?",
        "Vad betyder lessons learned from the project?",
        "kompetensplattform pilot workshop",
        "deadline",
        "komvux distans",
        "Hur man blir undersköterska",
        "centers framtid",
        "",
        "Wo liegt das?",
    ],
)
def test_other_questions_are_not_english(glossary: Glossary, question: str) -> None:
    assert not glossary.is_english(question)


def rows(name: str) -> list[list[str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_tables_are_well_formed() -> None:
    for name, width, least in (("glossary.tsv", 6, 250), ("english.tsv", 2, 1200)):
        header, *body = rows(name)
        assert len(header) == width
        assert len(body) >= least
        assert all(len(row) == width for row in body)
        assert all(row[0].strip() for row in body)
        keys = [row[0].lower() for row in body]
        assert len(keys) == len(set(keys))
        for row in body:
            for cell in row[1:]:
                entries = cell.split("; ") if cell else []
                assert all(entry == entry.strip() and entry for entry in entries)
                assert len(entries) == len(set(entries))


def test_terms_do_not_lead_to_themselves() -> None:
    for term, _, synonyms, asked_as, *_ in rows("glossary.tsv")[1:]:
        entries = [e.removesuffix("!").lower() for e in f"{synonyms}; {asked_as}".split("; ")]
        assert term.lower() not in entries
