"""What an item of EMIL says: a provider, an education or an occasion, field by field.

``fields.toml`` has the paths of the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from corpus.courses import Education, Level, Occasion, Place, Provider
from corpus.places import Gazetteer
from ingest.catalogues import values, words
from ingest.catalogues.emil import codes
from ingest.catalogues.items import shapes
from ingest.catalogues.items.item import Item
from ingest.catalogues.items.schema import load_schema
from ingest.catalogues.levels import school


class ItemKind(Enum):
    """The kinds of item, each with the list of EMIL 3 that holds it."""

    INFO = "educationInfos"
    EVENT = "educationEvents"
    PROVIDER = "educationProviders"


class EmilItem(Item):
    """The fields of an item, and its identity."""

    def __init__(
        self,
        kind: ItemKind,
        key: str,
        content: Mapping[str, object],
        where: str,
        notes: list[str],
    ) -> None:
        super().__init__(content, load_schema(__package__, kind.value), f"{where}, {key}", notes)
        self.key = key
        self.sources["key"] = "identifier"

    def known_code(self, field: str, known: frozenset[str]) -> str | None:
        """A code of the standard, in lower case."""
        code = self.read(field, shapes.code)
        if code is None or code.lower() in known:
            return code and code.lower()
        self.reject(field, f"{shapes.quote(code)} är ingen känd kod")
        return None

    def meaning(self, field: str, meanings: Mapping[str, bool | None]) -> bool | None:
        """What a code means: yes, no, or that the source does not say (None)."""
        (path,) = self.schema.paths[field]
        if isinstance(self.at(path), bool):
            return self.read(field, shapes.truth)
        code = self.known_code(field, frozenset(meanings))
        meaning = meanings[code] if code else None
        if meaning is None:
            self.sources.pop(field, None)
        return meaning


def provider(item: EmilItem) -> Provider | str:
    """The provider that an item describes, or the reason why it is left out."""
    name = item.read("name", shapes.text)
    if name is None:
        return "anordnaren saknar namn"
    url = item.read("url", shapes.address)
    return Provider(key=item.key, origin=item.origin, name=name, url=url)


def education(item: EmilItem) -> Education | str:
    """The education that an item describes, or the reason why it is left out."""
    name = item.read("name", shapes.text)
    if name is None:
        return "utbildningen saknar namn"
    level, level_text = _level(item)
    points = item.number("points")
    return Education(
        key=item.key,
        name=name,
        code=item.read("code", shapes.code),
        level=level,
        level_text=level_text,
        points=points,
        description=item.read("description", shapes.text),
        eligibility=item.read("eligibility", shapes.text),
        recommended=item.read("recommended", shapes.text),
        degree=item.read("degree", shapes.all_texts),
        url=item.read("url", shapes.address),
        edited=item.read("edited", shapes.day),
        expires=item.read("expires", shapes.day),
        points_system=_points_system(item, points, level),
        subjects=item.read("subjects", shapes.codes) or (),
        student_aid=item.meaning("student_aid", codes.STUDENT_AID),
        origin=item.origin,
    )


def occasion(
    item: EmilItem, educations: Mapping[str, Education], gazetteer: Gazetteer
) -> Occasion | str:
    """The occasion that an item describes, or the reason why it is left out.

    The name of its education counts, too, where that is among ``educations``.
    """
    education_key = item.read("education", shapes.code)
    if education_key is None:
        return "tillfället säger inte vilken utbildning det gäller"
    places = _places(item, gazetteer)
    course = educations.get(education_key)
    start, end = item.first_and_last_day()
    return Occasion(
        key=item.key,
        keys=(item.key,),
        education=education_key,
        pace=_pace(item),
        providers=item.read("providers", shapes.codes) or (),
        places=places,
        distance=_distance(item, bool(places), course),
        meetings=item.count("meetings"),
        evening=_evening(item, course),
        apprenticeship=_apprenticeship(item, course),
        start=start,
        end=end,
        rolling=item.meaning("rolling", codes.ROLLING),
        apply_from=item.read("apply_from", shapes.day),
        apply_until=item.read("apply_until", shapes.day),
        continuous=item.read("continuous", shapes.truth),
        cancelled=item.read("cancelled", shapes.truth) or False,
        language=item.read("language", shapes.language),
        seats=item.count("seats"),
        fee=item.read("fee", shapes.fee),
        url=item.read("url", shapes.address),
        edited=item.read("edited", shapes.day),
        expires=item.read("expires", shapes.day),
        origin=item.origin,
    )


def _level(item: EmilItem) -> tuple[Level | None, str | None]:
    code = item.read("level", shapes.code)
    if code is None:
        return None, None
    kind = school(code)
    item.sources["level_text"] = item.sources["level"]
    seqf = item.read("seqf", shapes.code)
    item.sources.pop("seqf", None)
    if kind is None:
        item.reject("level", f"{shapes.quote(code)} är ingen känd skolform")
        return None, code
    level, text = kind
    if level is None:
        del item.sources["level"]
    return level, f"{text}, SeQF nivå {seqf}" if seqf in codes.SEQF else text


def _points_system(item: EmilItem, points: float | None, level: Level | None) -> str | None:
    system = item.known_code("points_system", codes.CREDITS)
    if system is None and points is not None and level is Level.UPPER:
        # Points of this kind of school are gymnasiepoäng by law.
        item.sources["points_system"] = item.sources["level"]
        return "gy"
    return system


def _pace(item: EmilItem) -> float | None:
    pace = item.number("pace", most=200)
    if pace is not None and pace <= 1:
        item.reject("pace", f"är {pace:g}, som inte säger hur stor del av heltid det är")
        return None
    return pace


def _places(item: EmilItem, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Where an occasion is held, each place once; a place that only has a code has no name."""
    for path, value in item.candidates("places"):
        places = []
        for entry in shapes.members(value):
            place = _place(entry, gazetteer)
            if place is not None:
                places.append(place)
            elif shapes.says_something(entry):
                item.note(f"{path} har en plats utan ort")
        if places:
            item.sources["places"] = path
            return tuple(dict.fromkeys(places))
    return ()


def _place(entry: object, gazetteer: Gazetteer) -> Place | None:
    if not isinstance(entry, Mapping):
        name = shapes.text(entry)
        return Place(_town(name, gazetteer)) if name else None
    code = values.municipality_code(shapes.code(entry.get("areaCode")) or "")
    name = shapes.text(entry.get("town")) or shapes.text(entry.get("studyLocation"))
    if name is not None:
        return Place(_town(name, gazetteer), code)
    known = gazetteer.municipality(code) if code else None
    return Place(known.name, code) if known else None


def _town(name: str, gazetteer: Gazetteer) -> str:
    """Post towns are often written in capitals, which no one does in a sentence."""
    if not name.isupper():
        return name
    return gazetteer.place(name) or (name.title() if len(name) > 3 else name)


def _distance(item: EmilItem, has_places: bool, course: Education | None) -> bool | None:
    value = item.at("distance")
    if isinstance(value, Mapping) or shapes.truth(value):
        item.sources["distance"] = "distance"
        return True
    extensions = shapes.objects([item.content.get("extensions"), item.content.get("extension")])
    if any(shapes.truth(each.get("itdistance")) for each in extensions):
        item.sources["distance"] = "extensions.itdistance"
        return True
    if _by_words(words.distance, item, course, "distance", "title"):
        return True
    if has_places:
        item.sources["distance"] = item.sources["places"]
        return False
    return None


def _evening(item: EmilItem, course: Education | None) -> bool | None:
    times = {time.lower() for time in shapes.codes(item.at("timeOfStudy"))}
    known = {codes.EVENING[time] for time in times if time in codes.EVENING}
    if known:
        item.sources["evening"] = "timeOfStudy"
        return True in known
    return _by_words(words.evening, item, course, "evening", "title", "description")


def _apprenticeship(item: EmilItem, course: Education | None) -> bool | None:
    answer = item.read("apprenticeship", shapes.truth)
    if answer is None:
        return _by_words(words.says("apprenticeship"), item, course, "apprenticeship", "title")
    return answer


def _by_words(
    reader: Callable[[str], bool | None],
    item: EmilItem,
    course: Education | None,
    name: str,
    *fields: str,
) -> bool | None:
    """True where the occasion's own words, or the name of its education, say so."""
    if item.word(name, lambda text: reader(text) or None, *fields):
        return True
    if course is not None and reader(course.name):
        item.sources[name] = f"{ItemKind.INFO.value}.title"
        return True
    return None
