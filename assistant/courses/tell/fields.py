"""The fields of a course in words, each with where it was read; None where it was not told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from babel import Locale
from babel.numbers import format_decimal

from assistant.bodies.courses import CourseBody, State
from assistant.words.dates import period, said
from assistant.words.languages import Language, Text

Tell = Callable[[CourseBody, Language], str | None]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to know of a course.

    ``read_from`` names the fields of the body that it is made of; ``derived`` says where it comes
    from where it is no words of the source.
    """

    name: str
    label: Text
    tell: Tell
    read_from: tuple[str, ...]
    derived: Text | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a course's source tells of a field, and where; ``url`` where it is an address."""

    text: str | None
    source: str | None
    url: str | None = None


def cell(field: Field, course: CourseBody, language: Language) -> Cell:
    """A field of a course."""
    text = field.tell(course, language)
    if not text:
        return Cell(None, None)
    source = field.derived.get(language) if field.derived else "; ".join(_read(field, course))
    return Cell(text, source or None, web_address(text) if field.name in _ADDRESSES else None)


def web_address(url: str | None) -> str | None:
    """An address that is safe to link to, or None: a link may not run anything."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def title(course: CourseBody) -> str:
    """What a course is called among others: its name and where it is given, if it does not say."""
    return ", ".join([course.name, *(p for p in course.places[:2] if p not in course.name)])


def day(text: str | None, language: Language) -> str | None:
    """A date of a course in words; a date in another form is told as it stands."""
    date = date_of(text)
    return said(date, language) if date else text


def date_of(text: str | None) -> dt.date | None:
    """A date of a course, or None where there is none."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def days_left(course: CourseBody, today: dt.date) -> int | None:
    """Days until the last day to apply, 0 on the day itself; None where none lies ahead."""
    last = date_of(course.apply_until)
    if last is None or last < today or course.state is State.PAST or course.cancelled:
        return None
    return (last - today).days


def points(course: CourseBody, language: Language) -> str | None:
    """How much a course is, in the words of its system: "100 gymnasiepoäng"."""
    if course.points is None:
        return None
    system = course.points_system
    text = _SYSTEMS.get(system, _OTHER_SYSTEM) if system else _NO_SYSTEM
    return text.get(language, points=_number(course.points, language), system=system)


def pace(course: CourseBody, language: Language) -> str | None:
    """How much of full time a course takes: "50 procent, halvfart"."""
    if course.pace is None:
        return None
    share = _PERCENT.get(language, pace=_number(course.pace, language))
    word = _PACES.get(course.pace)
    return f"{share}, {word.get(language)}" if word else share


def form(course: CourseBody, language: Language) -> str | None:
    """Distance or on site, with the meetings of a distance course and the time of day."""
    parts: list[str] = []
    if course.distance is not None:
        parts.append((_DISTANCE if course.distance else _ON_SITE).get(language))
    if course.distance and course.meetings is not None:
        count = {0: _NO_MEETINGS, 1: _ONE_MEETING}.get(course.meetings, _MEETINGS)
        parts.append(count.get(language, count=course.meetings))
    if course.evening and parts:
        parts.append(_EVENING.get(language))
    return ", ".join(parts) or None


def evening(course: CourseBody, language: Language) -> str | None:
    """Whether it is taught in the evening."""
    return _truth(course.evening, language)


def times(course: CourseBody, language: Language) -> str | None:
    """When it is given: "18 januari–4 juni 2027", or that one may begin at any time."""
    first, last = date_of(course.start), date_of(course.end)
    told = period(first, last, language) if first and last else day(course.start, language)
    if course.rolling:
        return f"{_ROLLING.get(language)} ({told})" if told else _ROLLING.get(language)
    return told


def start(course: CourseBody, language: Language) -> str | None:
    """The first day, or that one may begin at any time."""
    told = day(course.start, language)
    if course.rolling:
        return f"{_ROLLING.get(language)} ({told})" if told else _ROLLING.get(language)
    return told


def last_day(course: CourseBody, language: Language) -> str | None:
    """The last day to apply, or that one may apply at any time."""
    if course.apply_until:
        return day(course.apply_until, language)
    return _ANY_DAY.get(language) if course.continuous else None


def stands(course: CourseBody, language: Language) -> str:
    """Where a course stands today, in words."""
    if course.cancelled:
        return _CANCELLED.get(language)
    if course.state is State.PAST and not course.end:
        return _NO_LONGER.get(language)
    return _STATES[course.state].get(language, opens=day(course.apply_from, language))


def spoken(course: CourseBody, language: Language) -> str | None:
    """The language it is taught in, by name."""
    if not course.language:
        return None
    names: Mapping[str, str] = Locale(language.value).languages
    return names.get(course.language, course.language)


def aid(course: CourseBody, language: Language) -> str | None:
    """What the source says of student aid; who gets it is for others to say."""
    return None if course.student_aid is None else _AID[course.student_aid].get(language)


def _truth(value: bool | None, language: Language) -> str | None:
    return None if value is None else (_YES if value else _NO).get(language)


def _number(value: float, language: Language) -> str:
    return format_decimal(value, locale=language.value)


def _read(field: Field, course: CourseBody) -> Iterator[str]:
    """Where the parts of a field were read; those that stand in one place are told together."""
    names: dict[str, dict[str, None]] = {}
    for name in field.read_from:
        where, _, column = course.sources.get(name, "").rpartition(", ")
        if column:
            names.setdefault(where, {})[column] = None
    for where, columns in names.items():
        yield ", ".join(filter(None, [where, *columns]))


_SYSTEMS = {
    "gy": Text("{points} gymnasiepoäng", "{points} upper secondary credits"),
    "yh": Text("{points} yh-poäng", "{points} higher vocational credits (yh)"),
    "hp": Text("{points} högskolepoäng", "{points} higher education credits (hp)"),
    "vp": Text("{points} verksamhetspoäng", "{points} credits at basic level (vp)"),
}
_OTHER_SYSTEM = Text("{points} poäng ({system})", "{points} credits ({system})")
_NO_SYSTEM = Text("{points} poäng", "{points} credits")
_PERCENT = Text("{pace} procent", "{pace} percent")
_PACES = {
    100.0: Text("heltid", "full time"),
    50.0: Text("halvfart", "half time"),
    25.0: Text("kvartsfart", "quarter time"),
}
_DISTANCE = Text("Distans", "Distance")
_ON_SITE = Text("På plats", "On site")
_NO_MEETINGS = Text("inga obligatoriska träffar", "no mandatory meetings")
_ONE_MEETING = Text("en obligatorisk träff", "one mandatory meeting")
_MEETINGS = Text("{count} obligatoriska träffar", "{count} mandatory meetings")
_EVENING = Text("kvällstid", "evenings")
_ROLLING = Text("Start när som helst", "Starts at any time")
_ANY_DAY = Text("Du kan söka när som helst", "You can apply at any time")
_YES, _NO = Text("Ja", "Yes"), Text("Nej", "No")
_AID = {
    True: Text(
        "Ger rätt till studiestöd enligt källan", "Entitles to student aid, says the source"
    ),
    False: Text("Ger inte rätt till studiestöd enligt källan", "No student aid, says the source"),
}
_CANCELLED = Text("Kurstillfället är inställt", "Cancelled")
_STATES = {
    State.OPEN: Text("Öppen för ansökan", "Open for applications"),
    State.UPCOMING: Text("Ansökan öppnar {opens}", "Applications open {opens}"),
    State.UNKNOWN: Text(
        "Ansökningsdag framgår inte av källan", "The source gives no day to apply by"
    ),
    State.CLOSED: Text("Ansökan har stängt", "Applications have closed"),
    State.PAST: Text("Kursen har varit", "The course is over"),
}
_NO_LONGER = Text("Kursen går inte att söka längre", "The course can no longer be applied for")
_ADDRESSES = frozenset(["url", "provider_url"])
_FROM_DATES = Text(
    "datumen i källan, jämförda med dagens datum", "the dates in the source, compared with today's"
)
_FROM_PLACE = Text(
    "källan, eller ortens län i Vägvis lista över kommuner",
    "the source, or the county of the place in Vägvis's list of municipalities",
)


def _plain(name: str) -> Tell:
    """Tells a field that is text as it stands."""

    def tell(course: CourseBody, _: Language) -> str | None:
        value = getattr(course, name)
        return str(value) if value is not None else None

    return tell


FIELDS: tuple[Field, ...] = (
    Field("name", Text("Utbildning", "Education"), _plain("name"), ("name",)),
    Field("code", Text("Kod", "Code"), _plain("code"), ("code",)),
    Field("provider", Text("Anordnare", "Provider"), _plain("provider"), ("provider",)),
    Field(
        "places",
        Text("Ort", "Place"),
        lambda course, _: ", ".join(course.places) or None,
        ("places",),
    ),
    Field("county", Text("Län", "County"), _plain("county"), ("county",), _FROM_PLACE),
    Field("level", Text("Nivå", "Level"), _plain("level"), ("level",)),
    Field("points", Text("Poäng", "Credits"), points, ("points", "points_system")),
    Field("form", Text("Studieform", "Form"), form, ("distance", "meetings", "evening")),
    Field("evening", Text("Kvällstid", "Evenings"), evening, ("evening",)),
    Field("pace", Text("Studietakt", "Pace"), pace, ("pace",)),
    Field("start", Text("Start", "Start"), start, ("start", "rolling")),
    Field("end", Text("Slut", "End"), lambda course, say: day(course.end, say), ("end",)),
    Field(
        "apply_from",
        Text("Ansökan öppnar", "Applications open"),
        lambda course, say: day(course.apply_from, say),
        ("apply_from",),
    ),
    Field(
        "apply_until",
        Text("Sista ansökningsdag", "Last day to apply"),
        last_day,
        ("apply_until", "continuous"),
    ),
    Field(
        "state", Text("Läge", "State"), stands, ("apply_from", "apply_until", "start"), _FROM_DATES
    ),
    Field(
        "eligibility", Text("Behörighet", "Eligibility"), _plain("eligibility"), ("eligibility",)
    ),
    Field(
        "recommended",
        Text("Rekommenderade förkunskaper", "Recommended prior knowledge"),
        _plain("recommended"),
        ("recommended",),
    ),
    Field("language", Text("Undervisningsspråk", "Taught in"), spoken, ("language",)),
    Field("student_aid", Text("Studiestöd", "Student aid"), aid, ("student_aid",)),
    Field(
        "apprenticeship",
        Text("Lärlingsutbildning", "Apprenticeship"),
        lambda course, say: _truth(course.apprenticeship, say),
        ("apprenticeship",),
    ),
    Field("degree", Text("Examen", "Degree"), _plain("degree"), ("degree",)),
    Field("seats", Text("Antal platser", "Places to fill"), _plain("seats"), ("seats",)),
    Field("description", Text("Innehåll", "Contents"), _plain("description"), ("description",)),
    Field("url", Text("Länk", "Link"), _plain("url"), ("url",)),
    Field(
        "provider_url",
        Text("Anordnarens webbplats", "The provider's website"),
        _plain("provider_url"),
        ("provider_url", "provider"),
    ),
)
"""The fields in the order in which they are told."""
