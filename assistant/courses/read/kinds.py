"""How a person wants to study: level, distance or class, evenings, language, apprenticeship."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.courses.read.question_text import QuestionText
from assistant.question.answer_types import pattern
from corpus.courses import Level

_NOT = pattern(r"\b(?:inte|ej|icke|slippa|slipper|utan|not|no|without)(?: \w+){0,2} $")
_EITHER = pattern(r"^\W*(?:eller|och|or|and|/)\b|^/")
_END = r"(?!\w|-\w)"
_START = r"(?<![\w-])"


@dataclass(frozen=True, slots=True)
class Choice:
    """Yes or no to something, or neither; ``clash`` where the question says both."""

    value: bool | None = None
    clash: tuple[str, str] | None = None


_DISTANCE = pattern(
    rf"{_START}(?:(?:på|via|genom|med|som|by|via) )?(?:distans(?!s)\w*|hemifrån|hemmastudier"
    r"|hemma(?= och (?:plugg|läs|stud))|(?<=plugga )hemma|(?<=läsa )hemma|(?<=studera )hemma"
    r"|online\w*|nätkurs\w*|nätbasera\w*|nätutbildning\w*|webbkurs\w*|webbasera\w*|nätet|internet"
    r"|remote(?:ly)?|distance(?: learning| course| education)?|from home|at home|digitalt)"
    rf"{_END}"
)
_CLASS = pattern(
    rf"{_START}(?:(?:i|in) (?:ett )?(?:klass|skolsal|a classroom|the classroom|class)"
    r"|på plats(?! (?:\d|nummer))|närstudier|närundervisning|lärarled\w*"
    r"|platsförlagd\w*"
    r"|(?:i (?:ett )?)?klassrum\w*|bunden studieform"
    r"|på campus(?= (?:i|in|eller|på)\b|\W*$|[,.?!])|campusförlagd"
    r"|campusutbildning|on site|on-site|in person"
    rf"|on campus|classroom\w*|fysiskt?){_END}"
)
_EVENING = pattern(
    rf"{_START}(?:(?:på|under|om|in the|at) )?(?:kväll(?:s\w*|en|ar|arna|stid)?|efter jobbet"
    r"|efter arbetet|efter arbetstid|evenings?(?: class(?:es)?| courses?)?|after work|at night)"
    rf"{_END}"
)
_DAYTIME = pattern(rf"{_START}(?:på |under )?(?:dagtid|dagarna|daytime|during the day){_END}")
_APPRENTICE = pattern(rf"{_START}(?:som |as (?:an )?)?(?:lärling\w*|apprentice\w*){_END}")
_AID = pattern(
    rf"{_START}(?:(?:med|ger|få|får|have|with)(?: \w+){{0,2}} (?:rätt till |right to )?"
    r"(?:csn|studiemedel|studiestöd|studielån|studiebidrag|student (?:aid|finance|loan|grant)s?)"
    r"|(?:ger|har) rätt till (?:csn|studiemedel|studiestöd)"
    r"|(?:csn|studiemedels|studiestöds)-?berättiga\w*|berättigar till (?:csn|studie\w+))"
    rf"{_END}"
)
_AID_ASKED = pattern(
    r"(?:^\W*|\b(?:och|and|men) |[,.;–-] )(?:kan|får|can|do|will) (?:jag|man|i|you) (?:få |get )?"
    rf"(?:csn|studie(?:medel|stöd|lån|bidrag)|student (?:aid|finance|loan|grant)s?){_END}"
)
_OPEN = pattern(
    rf"{_START}(?:(?:som )?(?:är |fortfarande |ännu )*öpp(?:en|na|et)(?: för (?:sen )?ansökan)?"
    r"(?: just nu| nu)?|öppen ansökan|fortfarande (?:ansöka|anmäla mig|söka)"
    r"|(?:kan|går att|går det att|hinner|hinna)(?: jag| man)?(?: fortfarande| ännu)? (?:söka"
    r"|ansöka)"
    r" (?:nu|just nu|fortfarande|ännu|till nu)|ännu inte stängt|inte (?:har )?stängt|inte stängda?"
    r"|sista chansen|sen anmälan|sena? ansök\w*|efteranmälan|platser kvar|plats kvar|lediga platser"
    r"|för sent(?: att (?:söka|ansöka|anmäla sig|anmäla mig))?|too late(?: to apply)?|söka just nu"
    r"|söka nu|just nu|right now|still open|still apply|open for applications?"
    r"|apply now|currently open|fortfarande|ännu|nu|now|idag|i dag)"
    rf"{_END}"
)
_LANGUAGES = {
    "engelska": "en",
    "english": "en",
    "svenska": "sv",
    "swedish": "sv",
    "arabiska": "ar",
    "arabic": "ar",
    "finska": "fi",
    "finnish": "fi",
    "tyska": "de",
    "german": "de",
    "franska": "fr",
    "french": "fr",
    "spanska": "es",
    "spanish": "es",
    "persiska": "fa",
    "somaliska": "so",
    "ukrainska": "uk",
    "ryska": "ru",
    "polska": "pl",
}
_TONGUE = "(?P<tongue>" + "|".join(_LANGUAGES) + ")"
_PLAIN = pattern(rf"{_START}på (?:en )?(?:lätt|enkel|ren|begriplig) svenska{_END}")
_LANGUAGE = pattern(
    rf"{_START}(?:(?:undervis\w*|ges|hålls|taught|given|teaching) )?"
    rf"(?:på|in|undervisningsspråk:?|språk:) {_TONGUE}{_END}|(?P<english>engelskspråkig\w*)"
)

_ENTRY = pattern(
    rf"{_START}(?:behörig\w*|behörighet\w*|förkunskap\w*|komma in|kommer in|läsa vidare|plugga"
    r" vidare|söka vidare|söka sedan|eligible)(?: \w+)? (?:till|för|på|for|at) (?:en |ett )?"
    r"(?:högskol\w*|universitet\w*|yrkeshögskol\w*|university|komvux|folkhögskol\w*|yh\b)\w*"
)
# "Med sfi C" is what the person has, "jag behöver … till högskolan" what it is for.
_HELD = pattern(
    r"\bmed (?:bara )?(?:sfi|komvux|grundskola|gymnasiet?)(?: (?:kurs )?[a-d])?\b(?! som\b)"
)
_NEEDED = pattern(r"\b(?:behöv\w+|krävs|inför|läsa in|need)\b")
_AIMED = pattern(r"\b(?:till|för|for) (?:högskol\w+|universitet\w*|university)")
_LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = tuple(
    (
        level,
        pattern(rf"{_START}(?:(?:på|i|inom|hos|via|at|in) )?(?:en |ett |the )?(?:{text}){_END}"),
    )
    for level, text in (
        (
            Level.ADAPTED_UPPER,
            r"(?:särvux|komvux som anpassad utbildning|anpassad(?:e)?(?: utbildning)?|anpassat)"
            r"(?: \w+)? (?:gymnasial\w*(?: nivå)?|gymnasie\w*)|gymnasiesärskol\w*"
            r"|gymnasial(?:t)? särvux",
        ),
        (
            Level.ADAPTED_BASIC,
            r"(?:särvux|komvux som anpassad utbildning|anpassad utbildning|anpassad komvux"
            r"|anpassat komvux|anpassad vuxenutbildning|adapted education)"
            r"(?: på grundläggande nivå| grundläggande nivå)?",
        ),
        (
            Level.SFI,
            r"sfi|svenska för invandrare|swedish for immigrants|svenska för nyanlända",
        ),
        (
            Level.HIGHER_VOCATIONAL,
            r"yrkeshögskole?\w*|yh|yh-(?:utbildning|kurs|program|skola|nivå)\w*|yhutbildning\w*"
            r"|(?:higher )?vocational college|higher vocational(?: education)?",
        ),
        (Level.FOLK, r"folkhögskol\w*|folk high schools?"),
        (
            Level.LABOUR_MARKET,
            r"arbetsmarknadsutbildning\w*|labou?r market training",
        ),
        (
            Level.BASIC,
            r"(?:komvux |vuxenutbildning(?:en)? )?(?:på )?(?:grundskole?(?:s?nivå\w*|kurs\w*"
            r"|kompetens|komvux|vux)"
            r"|grundskolan|grundvux|grund(?! av\b)"
            r"|grundläggande(?: nivå| komvux| vuxenutbildning\w*| vux"
            r"| kurser(?= i))?"
            r"|grund(?:läggande)?nivå|basic (?:level|education|adult education)"
            r"|(?:compulsory|primary) school level)(?: (?:på|inom|i) komvux)?",
        ),
        (Level.YOUTH, r"gymnasieskol\w*|ungdomsgymnasi\w*"),
        (
            Level.UPPER,
            r"(?:komvux |vuxenutbildning(?:en)? )?(?:på )?(?:gymnasial\w*(?: nivå| komvux"
            r"| vuxenutbildning\w*| vux)?"
            r"|gymnasie(?:s?nivå\w*|kurs\w*|kompetens|komvux|vux)|gymnasiet|yrkesvux"
            r"|upper secondary(?: level| school)?)(?: (?:på|inom|i) komvux)?|komvux|kom-vux",
        ),
        (
            Level.UNIVERSITY,
            r"högskol(?:a|an|or|orna|e(?:utbildning|kurs|nivå|program)\w*)|universitet(?:et|s\w+)?"
            r"|university|uni|college",
        ),
        (Level.ARTS, r"konst- och kulturutbildning\w*|kulturutbildning\w*|konstskol\w*"),
    )
)
_ADULT = frozenset([Level.BASIC, Level.UPPER])
_GIVEN_BY_KOMVUX = frozenset([Level.BASIC, Level.SFI, Level.ADAPTED_BASIC, Level.ADAPTED_UPPER])


@dataclass(frozen=True, slots=True)
class LevelSaid:
    """The level asked for; ``clash`` where the question names two that exclude each other."""

    level: Level | None = None
    clash: tuple[str, str] | None = None


def read_level(question: QuestionText) -> LevelSaid:
    """The kind of schooling. What a person has, or wants to become eligible for, is none."""
    purposes = [_ENTRY, _HELD, *([_AIMED] if question.find(_NEEDED) else [])]
    for purpose in purposes:
        for match in question.find_all(purpose):
            question.drop(*match.span())
    found: list[tuple[Level, str, int, int]] = []
    for level, wanted in _LEVELS:
        for match in list(question.find_all(wanted)):
            found.append((level, question.written(*match.span()), *match.span()))
            question.take("level", *match.span())
    levels = list(dict.fromkeys(level for level, *_ in found))
    if len(levels) < 2:
        return LevelSaid(levels[0] if levels else None)
    first, last = (found[0], next(f for f in found if f[0] is not found[0][0]))
    # Komvux gives basic education, too: "grundläggande nivå på komvux", "sfi på komvux".
    komvux = [f for f in found if "komvux" in f[1].lower() and f[0] is Level.UPPER]
    rest = [level for level in levels if level is not Level.UPPER or not komvux]
    if komvux and len(rest) == 1 and rest[0] in _GIVEN_BY_KOMVUX:
        return LevelSaid(rest[0])
    # Folk high schools teach at those levels, too.
    if Level.FOLK in levels and _ADULT.issuperset(set(levels) - {Level.FOLK}):
        return LevelSaid(Level.FOLK)
    if _either(question, first[3], last[2]) or _either(question, last[3], first[2]):
        return LevelSaid()
    return LevelSaid(clash=(first[1], last[1]))


def read_distance(question: QuestionText) -> Choice:
    """Whether at a distance; False in class."""
    return _choice(question, "distance", _DISTANCE, _CLASS)


def read_evening(question: QuestionText) -> Choice:
    """Whether in the evening; False in daytime."""
    return _choice(question, "evening", _EVENING, _DAYTIME)


def read_apprenticeship(question: QuestionText) -> bool | None:
    """Whether as an apprentice."""
    return _choice(question, "apprenticeship", _APPRENTICE, None).value


def read_student_aid(question: QuestionText) -> bool | None:
    """Whether only what gives a right to student aid; to ask whether it does is no constraint."""
    for match in question.find_all(_AID_ASKED):
        question.drop(*match.span())
    return _choice(question, "student_aid", _AID, None).value


def read_open(question: QuestionText) -> bool | None:
    """Whether only what one can apply for today."""
    found = False
    for match in list(question.find_all(_OPEN)):
        question.take("open", *match.span())
        found = True
    return True if found else None


def read_language(question: QuestionText) -> str | None:
    """The language that the course shall be given in (ISO 639-1); a subject is none."""
    for match in question.find_all(_PLAIN):
        question.drop(*match.span())
    told = question.find(_LANGUAGE)
    if told is None:
        return None
    question.take("language", *told.span())
    return "en" if told["english"] else _LANGUAGES[told["tongue"]]


def _choice(
    question: QuestionText, name: str, yes: re.Pattern[str], no: re.Pattern[str] | None
) -> Choice:
    """Which of two ways a question asks for; "distans eller på plats" leaves both open."""
    found: list[tuple[bool, int, int, str]] = []
    for value, wanted in ((True, yes), (False, no)):
        for match in question.find_all(wanted) if wanted else ():
            start, end = match.span()
            refused = _NOT.search(question.before(start))
            if refused:
                start -= len(refused.group())
            found.append((value is not bool(refused), start, end, question.written(start, end)))
    for _, start, end, _ in found:
        question.take(name, start, end)
    values = {value for value, *_ in found}
    if len(values) < 2:
        return Choice(next(iter(values), None))
    in_order = sorted(found, key=lambda hit: hit[1])
    pairs = pairwise(in_order)
    if any(one[0] != other[0] and _either(question, one[2], other[1]) for one, other in pairs):
        return Choice()
    return Choice(clash=(in_order[0][3], next(h[3] for h in in_order if h[0] != in_order[0][0])))


def _either(question: QuestionText, end: int, start: int) -> bool:
    """Whether what stands between two stretches lets either do."""
    return end <= start and _EITHER.search(question.rest[end:start]) is not None
