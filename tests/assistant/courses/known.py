"""A small made-up set of catalogues, and what it knows."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from assistant.courses.find.evidence import CourseEvidence
from assistant.courses.find.index import CourseIndex
from assistant.courses.find.knowledge import CourseKnowledge, load_everyday_words
from assistant.courses.find.shelf import Shelf
from assistant.courses.occupations import load_occupations
from corpus.course_book import Course
from corpus.courses import Level, Place
from corpus.lexicon import load_lexicon
from corpus.places import load_gazetteer
from tests.assistant.courses.path.made import RECORD
from tests.corpus.courses import education, occasion, provider

NAMES = """
Matematik 1b; Matematik 2b; Matematik 2c; Engelska 5; Engelska 6; Engelska 7; Svenska 1; Svenska 3
Svenska som andraspråk 1; Svenska som andraspråk 2; Undersköterska; Vård och omsorg; Barnskötare
Svetsare; Snickare; Programmering 1; Psykologi 1; Tyska 1; Franska 3; Spanska 1; Lokförare
Tandsköterska; Webbutveckling 1; Webbutvecklare; Kock; Bagare; Frisör; Historia 1b; Musik
Naturkunskap 1b; Elektriker; Byggingenjör; Frontendutvecklare; IT-tekniker; Allmän kurs; Biologi 1
Redovisning 1; Redovisningsekonom; Java; Excel
"""
PLACES = (
    *map(Place, ("Sundsvall", "Härnösand", "Nyland", "Fränsta", "Klockvik")),
    Place("Fjällby", county="Fjällmarken"),
)
PROVIDERS = (
    "Sundsvalls Kommun",
    "Hola folkhögskola",
    "Ålsta folkhögskola",
    "Ålsta folkhögskola, filial Sundsvall",
    "Örnsköldsviks folkhögskola",
    "Hermods AB Umeå",
    "Hermods AB Stockholm",
    "YH Akademin AB",
    "Jensen Education School AB",
    "Komvux Klockvik",
    "Klockviks Teknikskola AB",
    "Yrkeshögskolan Fjällmarken",
    "Västerås Stad/Barn- och Utbildningsförvaltningen",
)
CODES = ("MATMAT02b", "SVESVE03", "VO25", "KOSKUL0")


@cache
def taught() -> tuple[str, ...]:
    """The names of what is taught."""
    return tuple(name.strip() for line in NAMES.strip().split("\n") for name in line.split(";"))


def shelf(courses: list[Course]) -> Shelf:
    """Some courses, ready to be searched, with all that the program knows."""
    lexicon, occupations = load_lexicon(), load_occupations()
    index = CourseIndex(courses, occupations)
    return Shelf(
        index,
        CourseEvidence(index, load_everyday_words(), lexicon, occupations),
        CourseKnowledge(load_gazetteer(), occupations, lexicon, load_everyday_words()),
    )


@cache
def catalogues() -> Shelf:
    """The courses of the names above: each once, somewhere, by somebody."""
    courses = []
    for number, name in enumerate(taught()):
        code = CODES[number] if number < len(CODES) else None
        key = f"k{number}"
        what = education(key, name, level=Level.UPPER, code=code)
        where = PLACES[number % len(PLACES)]
        by = provider(name=PROVIDERS[number % len(PROVIDERS)])
        when = replace(occasion(key, key), places=(where,))
        courses.append(Course(key, when, what, (by,), RECORD, RECORD))
    return shelf(courses)
