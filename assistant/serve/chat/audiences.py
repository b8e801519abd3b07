"""What each audience meets on the page: a line on tone, questions to try, kinds preselected."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.bodies.question import Audience
from assistant.words.languages import Text
from corpus.model import Kind


@dataclass(frozen=True, slots=True)
class Guide:
    """How the page meets one audience.

    ``examples`` are in Swedish, as the documents are, and answered by the example corpus.
    ``kinds`` are the kinds of document chosen from the start; empty chooses all.
    """

    tone: Text
    examples: tuple[str, ...]
    kinds: tuple[Kind, ...]


GUIDES = {
    # A person in a hurry should not miss an answer because of a filter set by somebody else.
    Audience.JOBSEEKER: Guide(
        tone=Text(
            sv="Korta svar, och någon att vända dig till när svaret saknas.",
            en="Short answers, and somebody to turn to where there is none.",
        ),
        examples=(
            "Kan jag läsa till undersköterska i Klockvik i vår, och vad krävs?",
            "Hur blir jag svetsare?",
            "Får jag lön som lärling?",
            "Vad är reell kompetens?",
        ),
        kinds=(),
    ),
    Audience.COUNSELLOR: Guide(
        tone=Text(
            sv="Underlag för samtalet: kurser, vägledning och webbsidor, alltid med källa.",
            en="Material for the conversation: courses, guidance and web pages, always sourced.",
        ),
        examples=(
            "Vilka kurser i matematik går på distans på högst halvfart?",
            "Vilka yrken kan man validera mot?",
            "Vad krävs för att läsa till undersköterska med språkstöd?",
        ),
        kinds=(Kind.COURSE, Kind.GUIDANCE, Kind.PAGE),
    ),
    Audience.STAFF: Guide(
        tone=Text(
            sv="Strategier och rapporter, med sidnummer att hänvisa till.",
            en="Strategies and reports, with page numbers to refer to.",
        ),
        examples=(
            "Vad kostade projektet Spången?",
            "Hur hög var arbetslösheten i regionen 2025?",
            "Hur många lärlingsplatser fanns det 2025?",
        ),
        kinds=(Kind.STRATEGY, Kind.REPORT),
    ),
}
