"""Whether a question looks for courses, or asks the documents; one may do both in its parts."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.courses.occupations import find_occupation
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.topics import Topic
from assistant.question.answer_types import AnswerType, answer_types, pattern

_COURSE = pattern(r"\b\w*(?:kurs|utbildning|linje)(?:en|er|erna|ar|arna|n)?\b|\bcourses?\b")
_STUDY = pattern(
    r"\b(?:läsa|lesa|plugga|studera|utbilda (?:mig|sig|oss)) (?:in mig )?till\b|\bbecome\b"
    r"|\b(?:vill|skulle vilja|skulle behöva|tänkte|tänkt|funderar på att|hoppas|önskar) (?:\w+ )?"
    r"(?:läsa|lesa|plugga|studera|lära (?:mig|sig)|gå)\b|\b(?:want|like) to (?:study|learn)\b"
    r"|\b(?:vill|kan|ska|skulle vilja|att|att få|drömmer om att) (?:jag |man )?bli\b"
    r"|^(?:läsa|plugga|studera|\w*kurs(?:er)?|\w*utbildning(?:ar)?)\b|\b(?:utbildning"
    r"|kurs(?:er)?) (?:till|i|inom)\b"
    r"|\b(?:kan|vill|går det att) (?:(?:jag|man|vi|hon|han|hen|min \w+) )?(?:läsa|plugga|studera)\b"
)
_HOW = frozenset(["distance", "evening", "pace", "level", "language", "apprenticeship"])
"""Constraints that hardly anything but a course has."""

_WHO = frozenset(["provider"])

# What is asked of the world; "vad finns" and "vilken nivå" are asked of courses.
_WONDERS = pattern(
    r"^\W*(?:vad (?!finns|kan|ges|erbjud|går|har ni)|vilk\w+|hur|varför|vem|how|what|who|why)\b"
)

MOST_STRANGE = 2
"""Words that no catalogue teaches in a question that still looks for a course."""

_OF_COURSES = frozenset(
    [
        AnswerType.COURSE_DATES,
        AnswerType.ELIGIBILITY,
        AnswerType.LENGTH,
        AnswerType.FEE,
        AnswerType.STUDENT_AID,
        AnswerType.COMPARISON,
        AnswerType.POINTS,
        AnswerType.PROVIDER,
    ]
)
"""What courses tell of, too."""

_ASKED_OF_COURSES = _OF_COURSES | {
    AnswerType.WAY,
    AnswerType.APPLY,
    AnswerType.PACE,
    AnswerType.COUNT,
}

# What documents tell of, and no catalogue.
_TOLD = pattern(
    r"\b(?:vem(?! (?:(?:an)?ordnar|ger|erbjuder)\b)|vems|varför|who|why|enligt|according to)\b"
    r"|\bvad (?:är|betyder|innebär|menas|heter|säger|gäller|var|gör|tjänar|blev|ville|hände|tycker"
    r"|anser|sägs|händer|kostar)\b|\bwhat (?:is|does|was)\b"
    r"|\b(?:syftet?|deltagare|deltog|sökande|elever|andel(?:en)?|invånare|årsskiftet|statistiken"
    r"|statistikrapporten|reell|lärdomar|gatuadress\w*|telefonnummer\w*|adressen|e-postadress\w*"
    r"|framtidsplan\w*|antagningspoäng"
    r"|budget\w*|regering\w*|minister\w*|utredning\w*|promemoria\w*|bidraget|miljon\w*"
    r"|väntetid\w*)\b"
    r"|\bvil(?:ken|ket|ka|ken) (?:nya |\d+ )?(?:kommuner|kommun|universitet|lärosäte|region"
    r"|regioner"
    r"|hjälp|straff|betyg|bolag|produkter|tider|dag)\b"
    r"|\b(?:projekt|strategi|rapport|förstudi|handlingsplan|styrgrupp|företag|arbetsplats"
    r"|branschråd"
    r"|åtgärd|bristyrke|målområde|samordnar|utvärdering|slutrapport)(?:e|n|et|en|er|erna|are|ens"
    r"|ets"
    r"|ar|arna|s|t)?\b|\b(?:pröva|prövning|pröving|validera|validering|vägledning)(?:r|en|ar|arna"
    r"|s)?\b"
    r"|\bhur (?:många(?! (?:kurser|utbildningar|program|kurstillfällen)\b)"
    r"|stor\w*|hög\w*|mycket|ofta|går"
    r"|fungerar|gick|skiljer|påverkar|länge|lång tid)\b"
    r"|\bnär (?:är|får|kan|ska|antogs)\b|\bhow (?:many|much)\b|\bwhen (?:will|was|is)\b"
    r"|\bis \w+ free\b|\bvilka (?:frågor|yrken)\b|\bvilket yrke\b|\bhur kan \w+ \w+ ha\b"
    r"|\b(?:lova|låtsas|ignorera|bedöm|skriv|glöm)\b"
    r"|\bfår (?:jag|man) (?:lån|pengar|lön|betyg|csn|studie\w+|ersättning|ta|ha)\b"
)

# What has been, and no course to come.
_PAST = pattern(
    r"\b(?:fanns|hade|var det|kostade|krävdes|antogs|blev|fick|genomförde|öppnade|ville|förmedlade"
    r"|anslöts|lades|gick|skulle(?! vilja)|pågick|skedde|avsatte|bodde|startade|började|planerades"
    r"|infördes|föreslogs)\b"
)

_NEXT = pattern(
    r"(?<=[.?!;])\s+|\n+"
    r"|(?:,|,?\s+(?:och|samt|men|and|but))\s+"
    r"(?=(?:finns|går|kan|ges|var|vart|vilk\w+|när|hur|vad|har|är|erbjuds|is|are|can|where|what|which|how|when|do|does)\b)"
)


def drop_document_parts(question: QuestionText) -> bool:
    """Takes away the parts that ask the documents; False where there are none, or no others."""
    parts = list(_parts(question.rest))
    told = [part for part in parts if _asks_documents(question.rest[slice(*part)])]
    if not told or len(told) == len(parts):
        return False
    for part in told:
        question.drop(*part)
    return True


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _NEXT.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _texts(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in _parts(text))


def _asks_documents(text: str) -> bool:
    """Whether a text in lower case asks what documents tell of and no course does."""
    return _asked(text) and not _OF_COURSES & answer_types(text)


def is_course_question(
    text: str,
    wanted: frozenset[AnswerType],
    topic: Topic,
    *,
    is_coded: bool,
    limits: frozenset[str],
) -> bool:
    """Whether a question in lower case looks for something to study.

    Args:
        text: the question.
        wanted: what it asks.
        topic: what it would study.
        is_coded: it names a course code.
        limits: the other constraints that it names.
    """
    told = _is_told(text)
    if AnswerType.WAY in wanted and topic.text and topic.strange <= (0 if told else MOST_STRANGE):
        return True
    if told:
        # "När är sista ansökningsdag till undersköterska på distans?"
        fits = topic.taught and (topic.strange == 0 or bool(_HOW & limits) or _studies(text))
        return (is_coded or fits) and bool(_OF_COURSES & wanted) and not _PAST.search(text)
    if is_coded or not topic.text:
        return is_coded or len(limits) > len((wanted & _ASKED_OF_COURSES) - _implied_by(limits))
    return _is_taught(text, wanted, topic, limits) if topic.taught else _is_new(text, topic, limits)


def _is_told(text: str) -> bool:
    """Whether documents are asked, and no part of the question wishes to study."""
    wishes = any(_studies(part) and not _asked(part) for part in _texts(text))
    return _asked(text) and not wishes


def _is_taught(
    text: str, wanted: frozenset[AnswerType], topic: Topic, limits: frozenset[str]
) -> bool:
    """Whether a question that names something taught is after it."""
    if _studies(text):
        return True
    if (_HOW | _WHO) & limits or _COURSE.search(text):
        return topic.strange <= MOST_STRANGE
    is_asked = bool(_OF_COURSES & wanted) or _WONDERS.search(text) is None
    return topic.strange <= bool(limits) and is_asked


def _is_new(text: str, topic: Topic, limits: frozenset[str]) -> bool:
    """Whether a question that names nothing taught looks for a course all the same."""
    if topic.strange > MOST_STRANGE:
        return False
    if _studies(text) or (_HOW & limits and topic.strange < MOST_STRANGE):
        return True
    return bool(limits) and (_COURSE.search(text) is not None or _is_occupation(topic.text))


def _implied_by(limits: frozenset[str]) -> set[AnswerType]:
    """What is asked in naming a constraint, and no question of its own."""
    return {AnswerType.STUDENT_AID} if "student_aid" in limits else set()


def _studies(text: str) -> bool:
    return _STUDY.search(text) is not None


def _asked(text: str) -> bool:
    return _TOLD.search(text) is not None or _PAST.search(text) is not None


def _is_occupation(text: str) -> bool:
    named = find_occupation(text)
    return named is not None and named.certain
