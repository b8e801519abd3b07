"""What a question asks of courses, and whether it asks for courses at all."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from assistant.courses.said import pattern


class Ask(StrEnum):
    """What a question wants to know of the courses or the occupation."""

    WAY = "way"
    ELIGIBILITY = "eligibility"
    DATES = "dates"
    APPLY = "apply"
    LENGTH = "length"
    PACE = "pace"
    POINTS = "points"
    COST = "cost"
    AID = "student_aid"
    PLACE = "place"
    COUNT = "count"
    COMPARE = "compare"


_ASKS = tuple(
    (ask, pattern(text))
    for ask, text in (
        (
            Ask.WAY,
            r"\bhur (?:blir|bli|ble) (?:jag|man|en|du|hon|han)\b(?! (?:antagen|av|behörig|kallad))"
            r"|\b(?:hur (?:gör|kan|ska|skall|skulle)|vad (?:ska|måste|behöver|kan)) (?:jag|man|en"
            r"|hon"
            r"|han)(?: \w+){0,4} bli\b(?! (?:antagen|av|behörig|kallad))"
            r"|\bväg(?:en|ar|arna)? (?:till|fram till|för att bli) "
            r"|\b(?:krävs|behövs)(?: det)?(?: \w+)? för att (?:bli|jobba|arbeta)"
            r"|\bhow (?:do|can|could|to|should)\b[^.?!]{0,20}\bbecome\b|\bway to becom\w+"
            r"|\b(?:required|needed|need|take) to become\b"
            r"|\bsteg(?:en)? (?:till|för att bli) ",
        ),
        (
            Ask.ELIGIBILITY,
            r"\bkräv(?:s|er|de)\b|\bkrav(?:en|et)?\b|\bbehörig\w*|\bförkunskap\w*"
            r"|\bantagningskrav\w*"
            r"|\bmåste (?:jag|man) ha\b|\bbehöver (?:jag|man)\b|\bförutsättning\w*"
            r"|\b(?:get|få) (?:jag|man) (?:söka|läsa|gå)\b|\bkan jag (?:söka|läsa"
            r"|gå)\b[^?]*\butan\b"
            r"|\brequire\w*|\beligib\w*|\bprerequisite\w*|\bneed to (?:have|know)\b",
        ),
        (
            Ask.DATES,
            r"(?:^|[.,!?] |\boch |\bmen )när\b|\bstartdatum\w*|\bsista (?:dag\w*|ansök\w*)"
            r"|\bdatum\b"
            r"|\bvilka? (?:dag|datum|tid\w*)\b|\bwhen\b|\bdeadline\w*|\bsenast\b.{0,15}\bsöka\b",
        ),
        (
            Ask.APPLY,
            r"\bhur (?:söker|ansöker|anmäler|gör)\b|\bhow (?:do|can) i apply\b|\bvar söker\b",
        ),
        (
            Ask.LENGTH,
            r"\bhur (?:lång|länge|långt|många (?:veckor|år|månader|terminer))\b|\blängd\w*"
            r"|\bhow long\b|\bstudietid\b",
        ),
        (Ask.PACE, r"\b(?:vilken|vilka) (?:studie)?(?:takt|fart)\w*|\bhur (?:snabbt|fort)\b"),
        (Ask.POINTS, r"\bhur många (?:\w+-?)?poäng\b|\bhow many (?:points|credits)\b"),
        (
            Ask.COST,
            r"\bkost(?:ar|a|nad\w*)\b|\bavgift\w*|\bgratis\b|\bpris\w*|\bcosts?\b|\bfree\b|\bfee\b",
        ),
        (Ask.AID, r"\bcsn\b|\bstudie(?:medel|stöd|lån|bidrag)\w*|\bstudent (?:aid|finance|loan)"),
        (
            Ask.PLACE,
            r"^var\b|[.,] var\b|\boch var\b|\bvart\b|\bwhere\b|\bvilk(?:en|a) (?:ort|kommun|stad"
            r"|skol)\w*",
        ),
        (Ask.COUNT, r"\bhur många\b(?! (?:veckor|år|månader|terminer|\w*poäng))|\bhow many\b"),
        (
            Ask.COMPARE,
            r"\bjämför\w*|\bskillnad\w*|\bskiljer\b|\bcompare\w*|\bdifference\b|\bbäst av\b",
        ),
    )
)


def asks(text: str) -> frozenset[Ask]:
    """What a question in lower case wants to know."""
    return frozenset(ask for ask, wanted in _ASKS if wanted.search(text))


_COURSE = pattern(r"\b\w*(?:kurs|utbildning|linje)(?:en|er|erna|ar|arna|n)?\b|\bcourses?\b")
_STUDY = pattern(
    r"\b(?:läsa|plugga|studera|utbilda (?:mig|sig|oss)) (?:in mig )?till\b|\bbecome\b"
    r"|\b(?:vill|kan|ska|skulle vilja|att|att få|drömmer om att) (?:jag |man )?bli\b"
    r"|^(?:läsa|plugga|studera|\w*kurs(?:er)?|\w*utbildning(?:ar)?)\b|\b(?:utbildning"
    r"|kurs(?:er)?) (?:till|i|inom)\b"
    r"|\b(?:kan|vill|går det att) (?:jag |man )?(?:läsa|plugga|studera)\b"
)
_HOW = frozenset(["distance", "evening", "pace", "level", "provider", "language", "apprenticeship"])
"""Constraints that hardly anything but a course has."""

MOST_STRANGE = 2
"""Words that no catalogue teaches in a question that still looks for a course."""

_OF_COURSES = frozenset([Ask.DATES, Ask.ELIGIBILITY, Ask.LENGTH, Ask.COST])

# What documents tell of, and no catalogue.
_TOLD = pattern(
    r"\b(?:vem|vems|varför|who|why|enligt|according to)\b"
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
    r"|\b(?:fanns|hade|var det|kostade|krävdes|antogs|blev|fick|genomförde|öppnade|ville|förmedlade"
    r"|anslöts|lades|gick|skulle(?! vilja)|pågick|skedde|avsatte|bodde)\b"
    r"|\bhur (?:många|stora?|mycket|ofta|går|fungerar|gick|skiljer|påverkar|länge|lång tid)\b"
    r"|\bnär (?:är|får|kan|ska|antogs)\b|\bhow (?:many|much)\b|\bwhen (?:will|was|is)\b"
    r"|\bis \w+ free\b|\bvilka (?:frågor|yrken)\b|\bvilket yrke\b|\bhur kan \w+ \w+ ha\b"
    r"|\b(?:lova|låtsas|ignorera|bedöm|skriv|glöm)\b"
    r"|\bfår (?:jag|man) (?:lån|pengar|lön|betyg|csn|studie\w+|ersättning|ta|ha)\b"
)


def is_course_question(
    text: str,
    wanted: frozenset[Ask],
    *,
    subject: bool,
    taught: bool,
    strange: int,
    named: bool,
    limits: Collection[str],
    way: bool,
) -> bool:
    """Whether a question in lower case looks for something to study.

    Args:
        text: the question.
        wanted: what it asks.
        subject: some words are left that say what to study.
        taught: the catalogues teach some of them.
        strange: how many of them the catalogues do not teach.
        named: it names a course code.
        limits: the other constraints that it names.
        way: it asks for the way to an occupation.
    """
    told = _TOLD.search(text) is not None
    how = _HOW & set(limits)
    if way and subject and strange <= MOST_STRANGE:
        return True
    if told or named or taught:
        # "När är sista ansökningsdag till undersköterska på distans?"
        fits = strange <= MOST_STRANGE or bool(how)
        return (named or (taught and fits)) and (not told or bool(_OF_COURSES & wanted))
    studies = _STUDY.search(text) is not None
    if not subject:
        return len(limits) > len(wanted - ({Ask.AID} if "student_aid" in limits else set()))
    if strange > MOST_STRANGE:
        return False
    return studies or (bool(limits) and (bool(how) or _COURSE.search(text) is not None))
