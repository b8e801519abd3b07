"""What a question asks of courses."""

from __future__ import annotations

from enum import StrEnum

from assistant.courses.read.text import pattern


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
        (
            Ask.POINTS,
            r"\bhur (?:många|mycket) (?:\w+-?)?poäng\b(?! i veckan)"
            r"|\bhow many (?:points|credits)\b",
        ),
        (
            Ask.COST,
            r"\bkost(?:ar|a|nad\w*)\b|\bavgift\w*|\bgratis\b|\bpris\w*|\bcosts?\b|\bfree\b|\bfee\b",
        ),
        (Ask.AID, r"\bcsn\b|\bstudie(?:medel|stöd|lån|bidrag)\w*|\bstudent (?:aid|finance|loan)"),
        (
            Ask.PLACE,
            r"\bvem (?:(?:an)?ordnar|ger|erbjuder)\b|^var\b"
            r"|[.,] var\b|\boch var\b|\bvart\b|\bwhere\b|\bvilk(?:en|a) (?:ort|kommun|stad"
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
