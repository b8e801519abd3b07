"""What a question tells of the person who is to study: it asks nothing of the courses.

"Jag har barn hemma dagtid" is no wish for daytime, "min klient har sfi D" none for sfi, and what
somebody has read already is not what they look for.
"""

from __future__ import annotations

from assistant.courses.read.question_text import WORD, QuestionText
from assistant.question.answer_types import pattern

_WHO = r"(?:jag|vi|hon|han|hen|(?:min|mitt|vår) \w+|klienten|deltagaren|sökanden|kunden|eleven)"
_START = r"(?:(?<=[.,;:!?()\n] )|(?<=\boch )|(?<=\bmen )|(?<=\band )|(?<=\bbut )|^)"
_AND_ON = r" (?:och|men|så|and|but|so|kan|vill|ska|undrar|skulle|hur|vad|var|när|vilka|can|want)\b"
_END = rf"(?=\s*(?:[.,;:?!()\n–]|$)|{_AND_ON})"
# One who has a wish says what to study.
_NO_WISH = (
    r"(?:(?!\b(?:läsa|plugga|studera|lära|bli|utbilda|börja|gå|hitta|söka|tänk\w*|funder\w*|lust"
    r"|intress\w*|interest\w*|look\w*|hört|hittat|sett|plan\w*|dröm\w*|behov|want\w*|wonder\w*"
    rf"|sugen|nyfiken|become|learn|study|ute efter|på jakt)\b)(?!{_AND_ON})[^.,;:?!()\n\0])"
)
_REST = rf"{_NO_WISH}{{0,90}}?{_END}"

_TOLD = tuple(
    map(
        pattern,
        (
            # "Jag har barn hemma", "min klient har sfi D", "och har ingen bil".
            rf"\b{_WHO} (?:\w+ )?(?:har|hade)\b(?! (?:inte|ej)\b){_REST}",
            rf"\b(?:i|she|he|they|my \w+) (?:have|has|am|is|are)\b(?! not\b){_REST}",
            rf"{_START}(?:har|have) (?:redan |nu |bara |already )?(?:läst|gått|klarat|slutfört"
            r"|jobbat|arbetat|betyg|godkän\w+|barn|sfi|ingen|inget|inga|en|ett|två|tre|studied|passed|no)\b"
            rf"{_REST}",
            # "Jag är utbildad kock", "hon är sjukskriven".
            rf"\b{_WHO} (?:\w+ )?är\b{_REST}",
            # What they work with; "jobba" is what they would like to.
            rf"(?:\b{_WHO} |\bhar |\bhave )?\b(?:jobbar|jobbat|jobbade|arbetar|arbetat|arbetade"
            rf"|(?<=\bi )work)\b(?: {WORD}){{0,7}}?{_END}",
            r"\b(?:jobb\w*|arbeta\w*|work\w*|anställd\w*|tjänst\w*) (?:på |i )?(?:full[ -]?time"
            r"|part[ -]?time|heltid|deltid|halvtid|dagtid|nätter|\d{1,3} ?(?:%|procent))",
            # "Hoppade av gymnasiet", "läste svenska 1 för länge sedan".
            rf"\b(?:läste|pluggade|studerade|hoppade|hoppat|slutade|slutat|gick (?:i|på|ut))\b"
            rf"(?: {WORD}){{0,7}}?{_END}",
            # "sfi C klar", "godkänd i engelska 5", "med betyg i svenska 1", "utan betyg i".
            rf"{_START}(?:{WORD} ){{1,3}}(?:är )?(?:klart?|klara|avklara\w*|godkän(?:d|t)){_END}",
            r"\b(?:klar|färdig|godkän[dt]|med betyg|utan (?:att ha läst|betyg|godkänt))"
            rf" (?:med|i|från|en|ett)? ?(?:{WORD} ?){{1,4}}?{_END}",
        ),
    )
)


def drop_person(question: QuestionText) -> None:
    """Takes away what the person has, is, does and has done."""
    for told in _TOLD:
        for match in question.find_all(told):
            question.drop(*match.span())
