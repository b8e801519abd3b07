from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from functools import cache

import pytest

from assistant.courses.occupations import load_occupations
from assistant.courses.read.aim import load_aim
from assistant.courses.read.reader import CourseReader
from assistant.courses.read.word_roles import load_word_roles
from assistant.question.plan import Constraints, CourseRequest
from assistant.question.query import QueryReader
from assistant.question.spelling import Speller
from corpus.courses import Level
from corpus.glossary import load_glossary
from corpus.lexicon import load_lexicon
from corpus.places import load_gazetteer
from corpus.swedish import grams
from tests.assistant.courses.known import catalogues, taught

OCCUPATIONS = load_occupations()
TODAY = dt.date(2026, 11, 22)
SPRING = {"start_from": dt.date(2027, 1, 1), "start_to": dt.date(2027, 6, 30)}


@cache
def readers() -> tuple[QueryReader, CourseReader]:
    return (
        QueryReader(
            Speller(
                load_glossary(),
                load_lexicon(),
                Counter(grams(" ".join(taught()).lower())).__getitem__,
                lambda word: OCCUPATIONS.by_name(word) is not None,
            ),
            load_gazetteer(),
        ),
        CourseReader(catalogues, load_gazetteer(), load_glossary(), load_aim(), load_word_roles()),
    )


def read(question: str) -> CourseRequest:
    queries, courses = readers()
    return courses.read(queries.read(unicodedata.normalize("NFC", question)), TODAY)


YH = {"level": Level.HIGHER_VOCATIONAL}
ENGLISH_6: dict[str, object] = {"subject": "engelska 6"}
HALF = {"pace_min": 50, "pace_max": 50}
CASES: list[tuple[str, dict[str, object]]] = [
    (
        "Kan jag läsa till undersköterska på distans i Sundsvall i vår, och vad krävs?",
        {"subject": "undersköterska", "distance": True, "places": ("Sundsvall",), **SPRING},
    ),
    ("undersköterska i sundsvall", {"subject": "undersköterska", "places": ("Sundsvall",)}),
    ("undersköterska ändå, fast jag är 54 och uppsagd", {"subject": "undersköterska"}),
    ("engelska 6 på kvällar eftersom jag städar på dagarna", {**ENGLISH_6, "evening": True}),
    ("jag kan inte på kvällar, engelska 6", {**ENGLISH_6, "evening": False}),
    ("just nu jobbar jag på mack men vill läsa engelska 6", ENGLISH_6),
    ("engelska 6, orkar inte med högskolan", ENGLISH_6),
    ("engelska 6 när som helst", {**ENGLISH_6, "rolling": True}),
    ("matte2b", {"subject": "matte2b"}),
    ("engelska sexan, för att kunna söka till högskolan", ENGLISH_6),
    ("engelska 6 utan att gå om gymnasiet", ENGLISH_6),
    ("engelska 6, både distans o plats funkar", ENGLISH_6),
    (
        "engelska 6 sommartid",
        {**ENGLISH_6, "start_from": dt.date(2027, 6, 1), "start_to": dt.date(2027, 8, 31)},
    ),
    (
        "UNDERSKÖTERSKA I SUNDSVALL PÅ DISTANS",
        {"subject": "undersköterska", "places": ("Sundsvall",), "distance": True},
    ),
    (
        "matte 2b pa distans i host",
        {
            "subject": "matte 2b",
            "distance": True,
            "start_from": dt.date(2026, 8, 1),
            "start_to": dt.date(2026, 12, 31),
        },
    ),
    (
        "jag vill bli underskoterska pa distnas",
        {"subject": "undersköterska", "distance": True},
    ),
    ("kan jag lesa till kock på kvartsfart?", {"subject": "kock", "pace_min": 25, "pace_max": 25}),
    (
        "Finns det kvällskurser i engelska 6 i Härnösand?",
        {"subject": "engelska 6", "evening": True, "places": ("Härnösand",)},
    ),
    (
        "Jag vill läsa svenska som andraspråk på komvux, halvfart",
        {
            "subject": "svenska som andraspråk",
            "level": Level.KOMVUX,
            "pace_min": 50,
            "pace_max": 50,
        },
    ),
    (
        "Finns det någon YH-utbildning inom IT i Norrbottens län?",
        {"subject": "it", "level": Level.HIGHER_VOCATIONAL, "county": "Norrbotten"},
    ),
    ("utbildning i skåne", {"county": "Skåne"}),
    (
        "sfi på kvällstid i Sundsvall",
        {"level": Level.SFI, "evening": True, "places": ("Sundsvall",)},
    ),
    (
        "Svenska för invandrare kurs C i Sundsvall",
        {"subject": "sfi c", "level": Level.SFI, "places": ("Sundsvall",)},
    ),
    ("svenska som andraspråk grund", {"subject": "svenska som andraspråk", "level": Level.BASIC}),
    ("vill läsa tyska på grund av jobbet", {"subject": "tyska"}),
    ("svenska på grundläggande nivå", {"subject": "svenska", "level": Level.BASIC}),
    (
        "Engelska på grundskolenivå, på kvällarna",
        {"subject": "engelska", "level": Level.BASIC, "evening": True},
    ),
    ("grundläggande matematik på komvux", {"subject": "matematik", "level": Level.BASIC}),
    ("matte på gymnasienivå", {"subject": "matte", "level": Level.UPPER}),
    (
        "Vilka folkhögskolor i Västernorrland har allmän kurs?",
        {"subject": "allmän kurs", "level": Level.FOLK, "county": "Västernorrland"},
    ),
    ("gymnasiekurser på folkhögskola", {"subject": "gymnasiekurser", "level": Level.FOLK}),
    ("läsa in gymnasiet på folkhögskola", {"subject": "läsa in gymnasiet", "level": Level.FOLK}),
    ("särvux i Sundsvall", {"level": Level.ADAPTED, "places": ("Sundsvall",)}),
    (
        "min son har lindrig utvecklingsstörning och vill läsa engelska 6",
        {**ENGLISH_6, "level": Level.ADAPTED},
    ),
    (
        "arbetsmarknadsutbildning svetsare Luleå",
        {"subject": "svetsare", "level": Level.LABOUR_MARKET, "places": ("Luleå",)},
    ),
    ("programmering på högskola", {"subject": "programmering", "level": Level.UNIVERSITY}),
    ("Kurser på Ålsta folkhögskola", {"provider": "Ålsta folkhögskola"}),
    ("musik på Hola", {"subject": "musik", "provider": "Hola folkhögskola"}),
    (
        "Örnsköldsviks folkhögskola musik",
        {"subject": "musik", "provider": "Örnsköldsviks folkhögskola"},
    ),
    ("webbutveckling hos Hermods", {"subject": "webbutveckling", "provider": "Hermods"}),
    (
        "Sundsvalls kommun engelska 5",
        {"subject": "engelska 5", "places": ("Sundsvall",)},
    ),
    ("MATMAT02b på distans", {"codes": ("MATMAT02b",), "distance": True}),
    ("matmat02b", {"codes": ("MATMAT02b",)}),
    ("VO25 i Timrå", {"codes": ("VO25",), "places": ("Timrå",)}),
    ("ENGENG06", {"codes": ("ENGENG06",)}),
    (
        "Vill läsa till barnskötare nära Sundsvall",
        {"subject": "barnskötare", "places": ("Sundsvall",), "near": True},
    ),
    (
        "franska i närheten av Övik",
        {"subject": "franska", "places": ("Örnsköldsvik",), "near": True},
    ),
    ("kock i Sundsvall med omnejd", {"subject": "kock", "places": ("Sundsvall",), "near": True}),
    (
        "läsa engelska i Göteborg eller Borås",
        {"subject": "engelska", "places": ("Göteborg", "Borås")},
    ),
    (
        "Jag bor i Timrå men vill läsa i Sundsvall, vad finns inom vård och omsorg?",
        {"subject": "vård och omsorg", "places": ("Sundsvall",)},
    ),
    (
        "Jag bor i Ånge och vill plugga till snickare",
        {"subject": "snickare", "places": ("Ånge",)},
    ),
    (
        "snickare, men inte i Stockholm",
        {"subject": "snickare", "unwanted": Constraints(places=("Stockholm",))},
    ),
    (
        "snickare utan att behöva flytta till Stockholm",
        {"subject": "snickare", "unwanted": Constraints(places=("Stockholm",))},
    ),
    (
        "biologi, men absolut inte bli snickare",
        {"subject": "biologi", "unwanted": Constraints(subject="snickare")},
    ),
    ("kurser i Fränsta", {"places": ("Fränsta",)}),
    ("svetsare i Fjällby", {"subject": "svetsare", "places": ("Fjällby",)}),
    ("svetsare i Härnösnad", {"subject": "svetsare", "places": ("Härnösand",)}),
    ("undersköterska i Narnia", {"subject": "undersköterska", "unknown_place": "Narnia"}),
    ("undersköterska nära Mordor", {"subject": "undersköterska", "unknown_place": "Mordor"}),
    ("Läsa till svetsare i Vara", {"subject": "svetsare", "places": ("Vara",)}),
    ("är det möjligt att vara hemma och läsa historia", {"subject": "historia", "distance": True}),
    ("kan jag läsa historia i ange", {"subject": "historia", "places": ("Ånge",)}),
    ("kurser i kil", {"places": ("Kil",)}),
    ("Finns det kurser i Lund?", {"places": ("Lund",)}),
    ("Vill bli kock i Åre", {"subject": "kock", "places": ("Åre",)}),
    ("vad kan jag läsa i vår kommun på heltid", {"pace_min": 100, "pace_max": 100}),
    ("biologi, kurs i Excel eller Java", {"subject": "biologi, excel eller java"}),
    ("ekonomi högst halvfart", {"subject": "ekonomi", "pace_max": 50}),
    ("ekonomi minst 50%", {"subject": "ekonomi", "pace_min": 50}),
    ("ekonomi mellan 25 och 50 %", {"subject": "ekonomi", "pace_min": 25, "pace_max": 50}),
    ("tandsköterska på deltid", {"subject": "tandsköterska", "pace_max": 99}),
    (
        "engelska 6 på 20 poäng i veckan",
        {"subject": "engelska 6", "pace_min": 100, "pace_max": 100},
    ),
    (
        "heltid eller halvfart, psykologi",
        {"subject": "psykologi", "pace_min": 50, "pace_max": 100},
    ),
    (
        "Jag jobbar heltid och vill läsa matematik 3c på kvällarna",
        {"subject": "matematik 3c", "evening": True},
    ),
    ("psykologi 1 inte på distans", {"subject": "psykologi 1", "distance": False}),
    ("tyska i klassrum", {"subject": "tyska", "distance": False}),
    (
        "tyska på plats i Sundsvall",
        {"subject": "tyska", "distance": False, "places": ("Sundsvall",)},
    ),
    ("tyska hemifrån", {"subject": "tyska", "distance": True}),
    ("nätkurs i tyska", {"subject": "tyska", "distance": True}),
    ("bagare på distans eller på plats", {"subject": "bagare"}),
    ("engelska efter jobbet", {"subject": "engelska", "evening": True}),
    ("svenska på dagtid", {"subject": "svenska", "evening": False}),
    (
        "elektriker som lärling med CSN",
        {"subject": "elektriker", "apprenticeship": True, "student_aid": True},
    ),
    ("kurser som ger rätt till studiestöd", {"student_aid": True}),
    ("Kan jag få CSN för kursen engelska 6?", {"subject": "engelska 6"}),
    ("programmering på engelska", {"subject": "programmering", "language": "en"}),
    ("läsa engelska 5 på engelska", {"subject": "engelska 5", "language": "en"}),
    ("Vilka kurser har öppen ansökan just nu?", {"open": True}),
    ("kan jag fortfarande söka till kock", {"subject": "kock", "open": True}),
    ("sista chansen att söka tyska", {"subject": "tyska", "open": True}),
    ("finns det platser kvar på lokförare", {"subject": "lokförare", "open": True}),
    (
        "Jag har jobbat som snickare, kan jag läsa till byggingenjör på distans?",
        {"subject": "byggingenjör", "distance": True},
    ),
    (
        "Jag har läst engelska 5 och vill läsa engelska 6",
        {"subject": "engelska 6"},
    ),
    (
        "Hej! Jag undrar om det finns någon kurs i tyska 1 på kvällstid i Sundsvall nu i vår? Tack",
        {"subject": "tyska 1", "evening": True, "places": ("Sundsvall",), **SPRING},
    ),
    (
        "Evening course in English in Sundsvall, part time",
        {"evening": True, "language": "en", "places": ("Sundsvall",), "pace_max": 99},
    ),
    (
        "I want to become an assistant nurse, where can I study in Umeå?",
        {"subject": "undersköterska", "places": ("Umeå",)},
    ),
    (
        "Can I study welding in Sundsvall in January?",
        {
            "subject": "svetsning",
            "places": ("Sundsvall",),
            "start_from": dt.date(2027, 1, 1),
            "start_to": dt.date(2027, 1, 31),
        },
    ),
    (
        "Are there any English courses in Gothenburg?",
        {"subject": "engelska", "places": ("Göteborg",)},
    ),
    (
        "online course in programming",
        {"subject": "programmering", "distance": True},
    ),
    ("Frisör?", {"subject": "frisör"}),
    ("Jag saknar svenska 3, var kan jag läsa det?", {"subject": "svenska 3"}),
    ("kurs för nybörjare i spanska", {"subject": "spanska"}),
    # A place wins over the providers whose names have it, unless more of the name is said.
    ("kock i Klockvik", {"subject": "kock", "places": ("Klockvik",)}),
    ("kock på Komvux Klockvik", {"subject": "kock", "provider": "Komvux Klockvik"}),
    ("jag vill jobba med barn", {"subject": "jobba med barn"}),
    ("kock i Klockvik och i Sundsvall", {"subject": "kock", "places": ("Klockvik", "Sundsvall")}),
    # A county that a source alone knows.
    ("Vilka yh-utbildningar finns i Fjällmarken?", {**YH, "county": "Fjällmarken"}),
    ("yh i Fjällmarkens län", {**YH, "county": "Fjällmarken"}),
    # What the person has, is and does.
    ("engelska 6 på kvällstid, jag har barn hemma dagtid", {**ENGLISH_6, "evening": True}),
    ("Vilka engelska 6-kurser går på halvfart? Jag jobbar heltid.", {**ENGLISH_6, **HALF}),
    ("Jag jobbar dagtid på ett företag och vill läsa engelska 6", ENGLISH_6),
    ("Min klient har sfi D. Finns det engelska 6?", ENGLISH_6),
    ("sfi C klar, vill läsa engelska 6", ENGLISH_6),
    ("Jag är utbildad kock och godkänd i svenska 1, vill läsa engelska 6", ENGLISH_6),
    ("I have two kids, evening course in English", {"language": "en", "evening": True}),
    ("Jag har tänkt läsa engelska 6", ENGLISH_6),
    ("Min son hoppade av gymnasiet, kan han läsa engelska 6?", ENGLISH_6),
    ("Har ni psykologi 7?", {"subject": "psykologi 7"}),
    ("engelska 5 eller 6", {"subject": "engelska 5 eller 6"}),
    ("Hur många kurser i tyska finns på distans?", {"subject": "tyska", "distance": True}),
    # What the documents are asked is no constraint.
    ("Hur många poäng i veckan är heltid, och går engelska 6 på halvfart?", {**ENGLISH_6, **HALF}),
    ("Vad är apl? Finns det engelska 6?", ENGLISH_6),
    (
        "Ny deltagare: kvinna 34 från Umeå. Hon vill läsa engelska 6 i Sundsvall, klassrum.",
        {**ENGLISH_6, "places": ("Sundsvall",), "distance": False},
    ),
    # Compounds written apart, and with a hyphen.
    ("svenska som andra språk", {"subject": "svenska som andraspråk"}),
    ("under sköterska i Sundsvall", {"subject": "undersköterska", "places": ("Sundsvall",)}),
    ("Finns it-utbildningar i Sundsvall?", {"subject": "it", "places": ("Sundsvall",)}),
    ("yh inom it? tex frontendutvecklare", {**YH, "subject": "frontendutvecklare"}),
    ("Allmän kurs på folkhögskola", {"subject": "allmän kurs", "level": Level.FOLK}),
    # A word that narrows what is taught stays, though nobody teaches it.
    ("webbutvecklare för spel", {"subject": "webbutvecklare för spel"}),
    # Whom a course is for is not what it is about.
    ("excelkurs för undersköterskor", {"subject": "excelkurs"}),
    # What is named in full is asked for, not what leads to it, nor what nobody teaches.
    ("ta betalt i kassan, bagare heter det väl", {"subject": "bagare"}),
    ("pilot, älskar hår", {"subject": "pilot"}),
    # A number told apart belongs to its subject.
    ("är livrädd för matte men måste ha 2b", {"subject": "matte 2b"}),
    ("it", {"subject": "it"}),
    # A rare word beside conditions is asked for, and a common one is not.
    (
        "går det att få yoga i sundsvall nån gång eller vad tror ni",
        {"subject": "yoga", "places": ("Sundsvall",)},
    ),
    (
        "finns nåt alls i sundsvall på distans eller är man körd",
        {"places": ("Sundsvall",), "distance": True},
    ),
    # The number of a course in words.
    ("engelska sex", ENGLISH_6),
    ("engelska två kvällar i veckan", {"subject": "engelska", "evening": True}),
    # What says nothing to study is no subject to leave out.
    (
        "undersköterska på deltid, helst inte fullt upp",
        {"subject": "undersköterska", "pace_max": 99},
    ),
    # Slips in the words of conditions.
    ("engelska 6 hemmifrån på halfart", {**ENGLISH_6, **HALF, "distance": True}),
    (
        "engelska 6 hösten -27",
        {
            **ENGLISH_6,
            "start_from": dt.date(2027, 8, 1),
            "start_to": dt.date(2027, 12, 31),
        },
    ),
    (
        "engelska 6, men inte i Stockholm och Sundsvall",
        {**ENGLISH_6, "unwanted": Constraints(places=("Stockholm", "Sundsvall"))},
    ),
    (
        "engelska 6, jag kan inte åka till Sundsvall",
        {**ENGLISH_6, "unwanted": Constraints(places=("Sundsvall",))},
    ),
    ("engelska 6 i sundsvall el härnösand", {**ENGLISH_6, "places": ("Sundsvall", "Härnösand")}),
    ("engelska 6, kan man plugga det hemma?", {**ENGLISH_6, "distance": True}),
    ("engelska 6 för jag vill sälja på nätet", ENGLISH_6),
    # The longest run of words that is taught.
    ("kan jag läsa engelska 6 ute på landsbygden", ENGLISH_6),
    ("psykologi utan distans", {"subject": "psykologi", "distance": False}),
    (
        "stockholm it-tekniker yh heltid",
        {
            "subject": "it-tekniker",
            "places": ("Stockholm",),
            "level": Level.HIGHER_VOCATIONAL,
            "pace_min": 100,
            "pace_max": 100,
        },
    ),
]


@pytest.mark.parametrize(("question", "expected"), CASES, ids=[question for question, _ in CASES])
def test_a_question_is_read(question: str, expected: dict[str, object]) -> None:
    found = read(question)
    assert found.constraints == Constraints(**expected)  # type: ignore[arg-type]
    assert found.contradictions == ()
    assert found.is_course_question
