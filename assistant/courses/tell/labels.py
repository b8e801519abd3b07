"""Constraints as the interface and people know them: names, values, chips and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.bodies.courses import Chip
from assistant.question.plan import Constraints
from assistant.words.dates import period
from assistant.words.languages import Language, Text

NOTHING = Constraints()

_FIELDS = {
    "place": ("places", "near", "unknown_place"),
    "code": ("codes",),
    "pace": ("pace_min", "pace_max"),
    "start": ("start_from", "start_to"),
}
"""The fields behind a name, where they are not the name itself."""

NAMES = (
    *("subject", "code", "place", "county", "provider", "level", "distance", "evening", "pace"),
    *("start", "open", "language", "apprenticeship", "student_aid"),
)
"""The constraints in the order in which they are shown."""

_LABELS = {
    "subject": Text("Ämne: {value}", "Subject: {value}"),
    "code": Text("Kurskod: {value}", "Course code: {value}"),
    "place": Text("Ort: {value}", "Place: {value}"),
    "near": Text("I närheten av {value}", "Near {value}"),
    "county": Text("Län: {value}", "County: {value}"),
    "provider": Text("Anordnare: {value}", "Provider: {value}"),
    "level": Text("Utbildningsform: {value}", "Level: {value}"),
    "start": Text("Start: {value}", "Start: {value}"),
    "language": Text("Undervisning på {value}", "Taught in {value}"),
}
_CHOICES = {
    "distance": (Text("Inte på distans", "Not distance"), Text("På distans", "Distance")),
    "evening": (Text("Inte kvällstid", "Not evenings"), Text("Kvällstid", "Evenings")),
    "apprenticeship": (
        Text("Inte lärlingsutbildning", "No apprenticeship"),
        Text("Lärlingsutbildning", "Apprenticeship"),
    ),
    "student_aid": (
        Text("Utan studiestöd", "Without student aid"),
        Text("Ger rätt till studiestöd", "Gives a right to student aid"),
    ),
    "open": (Text("Inte öppen för ansökan", "Not open"), Text("Öppen för ansökan", "Open")),
}
_DROPPED = {
    "subject": Text("ämnet", "the subject"),
    "code": Text("kurskoden", "the course code"),
    "place": Text("orten", "the place"),
    "county": Text("länet", "the county"),
    "provider": Text("anordnaren", "the provider"),
    "level": Text("utbildningsformen", "the level"),
    "distance": Text("distans eller på plats", "distance or on site"),
    "evening": Text("kvällstid", "evenings"),
    "pace": Text("studietakten", "the pace"),
    "start": Text("starttiden", "the start"),
    "language": Text("undervisningsspråket", "the language"),
    "apprenticeship": Text("lärling", "apprenticeship"),
    "student_aid": Text("studiestödet", "student aid"),
}
_DROP = Text(
    "Ingen kurs stämmer med allt. Jag bortsåg från {what}.",
    "No course meets everything. I left out {what}.",
)
_SAID = {
    "state": Text(
        "Inget kurstillfälle går att söka nu. De här har stängt för ansökan eller har redan varit.",
        "Nothing can be applied for now. These are closed for applications, or over.",
    ),
    "open": Text(
        "Ingen ansökan är öppen i dag. De här öppnar senare, eller så framgår det inte när.",
        "No application is open today. These open later, or the source does not say when.",
    ),
    "near": Text(
        "Jag hittar inget på orten. De här ges i närheten.",
        "I find nothing in the place itself. These are nearby.",
    ),
    "subject": Text(
        "Ingen kurs heter så. De här nämner det, eller ligger nära i ämne.",
        "No course is called that. These mention it, or are near it in subject.",
    ),
}
_UNKNOWN_PLACE = Text("Jag känner inte till orten ”{place}”.", "I do not know the place “{place}”.")
_LANGUAGES = {
    "sv": Text("svenska", "Swedish"),
    "en": Text("engelska", "English"),
    "ar": Text("arabiska", "Arabic"),
    "fi": Text("finska", "Finnish"),
}


def without(wanted: Constraints, names: tuple[str, ...] | list[str]) -> Constraints:
    """The constraints but those of some names."""
    fields = [f for name in names for f in _FIELDS.get(name, (name,)) if hasattr(NOTHING, f)]
    return replace(wanted, **{field: getattr(NOTHING, field) for field in fields})


def understood(wanted: Constraints) -> dict[str, str | float | bool | list[str]]:
    """The constraints that are set, by the names of the parameters of ``GET /v1/courses``."""
    values: dict[str, str | float | bool | list[str] | None] = {
        "subject": wanted.subject or None,
        "code": ", ".join(wanted.codes) or None,
        "place": list(wanted.places) or ([wanted.unknown_place] if wanted.unknown_place else None),
        "near": wanted.near or None,
        "county": wanted.county,
        "provider": wanted.provider,
        "level": wanted.level.value if wanted.level else None,
        "distance": wanted.distance,
        "evening": wanted.evening,
        "pace_min": wanted.pace_min,
        "pace_max": wanted.pace_max,
        "start_from": wanted.start_from.isoformat() if wanted.start_from else None,
        "start_to": wanted.start_to.isoformat() if wanted.start_to else None,
        "open": wanted.open,
        "language": wanted.language,
        "apprenticeship": wanted.apprenticeship,
        "student_aid": wanted.student_aid,
    }
    return {name: value for name, value in values.items() if value is not None}


def chips(wanted: Constraints, spans: Mapping[str, str], language: Language) -> list[Chip]:
    """The constraints that are set, as a person sees them, with the question's own words."""
    return [
        Chip(name=name, label=label, words=_words(name, spans))
        for name in NAMES
        if (label := _label(name, wanted, language))
    ]


def notices(
    wanted: Constraints, relaxed: tuple[str, ...], total: int, language: Language
) -> Iterator[str]:
    """What the person must know of a result: what was left out of what was asked."""
    if wanted.unknown_place:
        yield _UNKNOWN_PLACE.get(language, place=wanted.unknown_place)
    if not total:
        return
    dropped = [_DROPPED[name].get(language) for name in relaxed if name in _DROPPED]
    if "subject" in relaxed:
        dropped.remove(_DROPPED["subject"].get(language))
    if dropped:
        yield _DROP.get(language, what=_listed(dropped, language))
    for name, text in _SAID.items():
        if name in relaxed:
            yield text.get(language)


def _label(name: str, wanted: Constraints, language: Language) -> str:
    """A constraint in words, or nothing where it is not set."""
    if name in _CHOICES:
        choice = getattr(wanted, name)
        return "" if choice is None else _CHOICES[name][choice].get(language)
    if name == "pace":
        return _paced(wanted, language)
    value = {
        "subject": wanted.subject,
        "code": ", ".join(wanted.codes),
        "place": _listed(wanted.places, language, either=True) or wanted.unknown_place or "",
        "county": wanted.county or "",
        "provider": wanted.provider or "",
        "level": wanted.level.value if wanted.level else "",
        "start": period(wanted.start_from, wanted.start_to, language),
        "language": _language(wanted.language, language),
    }[name]
    text = _LABELS["near" if name == "place" and wanted.near else name]
    return text.get(language, value=value) if value else ""


def _paced(wanted: Constraints, language: Language) -> str:
    low, high = wanted.pace_min, wanted.pace_max
    if low is None and high is None:
        return ""
    if low == high:
        return Text("Studietakt: {low:g} procent", "Pace: {low:g} percent").get(language, low=low)
    if low is None:
        return Text("Studietakt: högst {high:g} procent", "Pace: at most {high:g} percent").get(
            language, high=high
        )
    if high is None:
        return Text("Studietakt: minst {low:g} procent", "Pace: at least {low:g} percent").get(
            language, low=low
        )
    if low > high:  # a contradiction, which is told beside it
        text = Text(
            "Studietakt: minst {low:g} och högst {high:g} procent",
            "Pace: at least {low:g} and at most {high:g} percent",
        )
        return text.get(language, low=low, high=high)
    return Text("Studietakt: {low:g}–{high:g} procent", "Pace: {low:g}–{high:g} percent").get(
        language, low=low, high=high
    )


def _language(code: str | None, language: Language) -> str:
    if code is None:
        return ""
    return _LANGUAGES[code].get(language) if code in _LANGUAGES else code


def _words(name: str, spans: Mapping[str, str]) -> str:
    fields = (name, *_FIELDS.get(name, ()))
    return next((spans[field] for field in fields if field in spans), "")


def _listed(items: tuple[str, ...] | list[str], language: Language, *, either: bool = False) -> str:
    if len(items) < 2:
        return "".join(items)
    joint = Text("eller", "or") if either else Text("och", "and")
    return f"{', '.join(items[:-1])} {joint.get(language)} {items[-1]}"
