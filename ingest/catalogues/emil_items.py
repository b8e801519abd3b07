"""What an item of EMIL says: a provider, an education or an occasion, field by field.

Feeds contradict the standard in names, lists and types, so every field is looked for under the
names that are seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum

from corpus.courses import Education, Level, Occasion, Place, Provider
from corpus.places import load_gazetteer
from ingest.catalogues import emil_codes, shapes, table_words
from ingest.catalogues.fields import Fields

_AREA = re.compile(r"(\d{3,4}|\d{6})(?:\.0)?")


class Kind(Enum):
    """The kinds of item, each with the list of EMIL 3 that holds it."""

    INFO = "educationInfos"
    EVENT = "educationEvents"
    PROVIDER = "educationProviders"


KNOWN = {
    Kind.INFO: frozenset(
        """
        identifier educationBase* code lastEdited expires title* description* url* type* form*
        educationLevel* educationLevels* orientation* audience* configuration* subject* subjects*
        isVocational resultIsDegree degree* degrees* qualificationLevel* credits credits.system*
        credits.credits credits.min extent* eligibility* recommendedPriorKnowledge*
        eligibleForStudentAid* extension* extensions*
        """.split()
    ),
    Kind.EVENT: frozenset(
        """
        identifier education* provider* providers* examiningBody* examiningBodies* orderer*
        orderers* lastEdited expires title* description* url* location locations
        location.country location.areaCode location.town* location.postalCode location.postBox
        location.streetAddress location.organization* location.department* location.wgs84
        location.sweref99 location.studyLocation*
        locations.country locations.areaCode locations.town* locations.postalCode
        locations.postBox locations.streetAddress locations.organization* locations.department*
        locations.wgs84 locations.sweref99 locations.studyLocation*
        languageOfInstruction* languageOfInstructions* execution execution.condition*
        execution.start execution.end isCancelled cancelled fee* fees* places timeOfStudy*
        paceOfStudy paceOfStudy.percentage paceOfStudy.individual paceOfStudy.note*
        isApprenticeship distance distance.noOfMandatorySessions distance.noOfOptionalSessions
        distance.noOfMandatoryRemoteSessions distance.noOfOptionalRemoteSessions
        distance.description* application application.code application.instruction*
        application.url* application.first application.last application.email
        application.address* application.continuous keyword* keywords* extension* extensions*
        """.split()
    ),
    Kind.PROVIDER: frozenset(
        """
        identifier lastEdited expires name* description* url* visitAddress* visitAddresses*
        contactAddress* emailAddress* emailAddresses* phone* phones* responsibleBody*
        year* years* owner* organisationNumber
        """.split()
    ),
}
"""The fields of the standard, and those that feeds have in their place."""


class Item(Fields):
    """The fields of an item, and its identity."""

    def __init__(
        self, key: str, content: Mapping[str, object], where: str, notes: list[str]
    ) -> None:
        super().__init__(content, where, notes)
        self.key = key
        self.told("key", "identifier")

    def known_code(self, name: str, known: frozenset[str], *paths: str) -> str | None:
        """A code of the standard, in lower case."""
        found = self.code(name, *paths)
        if found is None or found.lower() in known:
            return found and found.lower()
        self.forget(name, f"{shapes.shown(found)} är ingen känd kod")
        return None

    def meaning(self, name: str, table: Mapping[str, bool | None], path: str) -> bool | None:
        """What a code means: yes, no, or that the source does not say."""
        if isinstance(self.at(path), bool):
            return self.truth(name, path)
        found = self.code(name, path)
        if found is None:
            return None
        if found.lower() not in table:
            self.forget(name, f"{shapes.shown(found)} är ingen känd kod")
            return None
        meant = table[found.lower()]
        if meant is None:
            self.untold(name)
        return meant


def provider(item: Item) -> Provider | str:
    """The provider that an item tells of, or the reason why it is left out."""
    name = item.text("name", "name", "responsibleBody.name")
    if name is None:
        return "anordnaren saknar namn"
    body = item.known_code("body", emil_codes.BODIES, "responsibleBody.type")
    url = item.address("url", "url")
    return Provider(key=item.key, origin=item.origin, name=name, url=url, body=body)


def education(item: Item) -> Education | str:
    """The education that an item tells of, or the reason why it is left out."""
    name = item.text("name", "title")
    if name is None:
        return "utbildningen saknar namn"
    level, level_text = _level(item)
    points = item.number("points", "credits.credits", "credits", least=0, most=100_000)
    found = {
        "code": item.code("code", "code"),
        "form": item.known_code("form", emil_codes.FORMS, "configuration"),
        "description": item.text("description", "description"),
        "eligibility": item.text(
            "eligibility", "eligibility", "eligibility.eligibilityDescription"
        ),
        "recommended": item.text("recommended", "recommendedPriorKnowledge"),
        "degree": item.read("degree", shapes.all_texts, "degrees", "degree"),
        "url": item.address("url", "url"),
        "edited": item.day("edited", "lastEdited"),
        "expires": item.day("expires", "expires"),
    }
    return Education(
        key=item.key,
        name=name,
        level=level,
        level_text=level_text,
        points=points,
        points_system=_points_system(item, points, level),
        subjects=item.codes("subjects", "subjects", "subject"),
        vocational=item.truth("vocational", "isVocational"),
        student_aid=item.meaning("student_aid", emil_codes.STUDENT_AID, "eligibleForStudentAid"),
        **found,
        origin=item.origin,
    )


def occasion(item: Item, educations: Mapping[str, Education]) -> Occasion | str:
    """The occasion that an item tells of, or the reason why it is left out.

    Its education counts for what its name says, where it is among ``educations``.
    """
    taught_key = item.code("education", "education")
    if taught_key is None:
        return "tillfället säger inte vilken utbildning det gäller"
    places = _places(item)
    taught = educations.get(taught_key)
    start, end = item.day("start", "execution.start"), item.day("end", "execution.end")
    if start and end and end < start:
        item.note(f"execution.end {end} är före execution.start {start}")
    pace = item.number("pace", "paceOfStudy.percentage", "paceOfStudy", least=0, most=200)
    if pace is not None and pace <= 1:
        item.forget("pace", f"är {pace:g}, som inte säger hur stor del av heltid det är")
        pace = None
    return Occasion(
        key=item.key,
        keys=(item.key,),
        education=taught_key,
        providers=item.codes("providers", "providers", "provider"),
        places=places,
        distance=_distance(item, bool(places), taught),
        meetings=item.count("meetings", "distance.noOfMandatorySessions"),
        pace=pace,
        evening=_evening(item, taught),
        apprenticeship=_apprenticeship(item, taught),
        start=start,
        end=end,
        rolling=item.meaning("rolling", emil_codes.ROLLING, "execution.condition"),
        apply_from=item.day("apply_from", "application.first"),
        apply_until=item.day("apply_until", "application.last"),
        continuous=item.truth("continuous", "application.continuous"),
        cancelled=item.truth("cancelled", "isCancelled", "cancelled") or False,
        language=item.read(
            "language", shapes.language, "languageOfInstructions", "languageOfInstruction"
        ),
        seats=item.count("seats", "places"),
        url=item.address("url", "application.url", "url"),
        edited=item.day("edited", "lastEdited"),
        expires=item.day("expires", "expires"),
        origin=item.origin,
    )


def _level(item: Item) -> tuple[Level | None, str | None]:
    code = item.code("level", "type", "form")
    if code is None:
        return None, None
    found = emil_codes.school(code)
    path = item.origin.fields["level"]
    item.told("level_text", path)
    if found is None:
        item.forget("level", f"{shapes.shown(code)} är ingen känd skolform")
        return None, code
    if found[0] is None:
        item.untold("level")
    return found


def _points_system(item: Item, points: float | None, level: Level | None) -> str | None:
    system = item.known_code("points_system", emil_codes.CREDITS, "credits.system")
    if system is None and points is not None and level is Level.UPPER:
        # Points of this kind of school are gymnasiepoäng by law.
        item.told("points_system", item.origin.fields["level"])
        return "gy"
    return system


def _places(item: Item) -> tuple[Place, ...]:
    """Where an occasion is held, each place once; a place that only has a code has no name."""
    for path in ("locations", "location"):
        places = []
        for entry in shapes.members(item.at(path)):
            place = _place(entry)
            if place is not None:
                places.append(place)
            elif shapes.says_something(entry):
                item.note(f"{path} har en plats utan ort")
        if places:
            item.told("places", path)
            return tuple(dict.fromkeys(places))
    return ()


def _place(entry: object) -> Place | None:
    if not isinstance(entry, Mapping):
        name = shapes.text(entry)
        return Place(_town(name)) if name else None
    area = _AREA.fullmatch(shapes.code(entry.get("areaCode")) or "")
    # Six figures name a part of a municipality; three are four that have lost a leading zero.
    code = area[1][:4].zfill(4) if area else None
    name = shapes.text(entry.get("town")) or shapes.text(entry.get("studyLocation"))
    if name is not None:
        return Place(_town(name), code)
    known = load_gazetteer().municipality(code) if code else None
    return Place(known.name, code) if known else None


def _town(name: str) -> str:
    """Post towns are often written in capitals, which no one does in a sentence."""
    if not name.isupper():
        return name
    return load_gazetteer().place(name) or (name.title() if len(name) > 3 else name)


def _distance(item: Item, placed: bool, taught: Education | None) -> bool | None:
    stated = item.at("distance")
    if isinstance(stated, Mapping) or shapes.truth(stated):
        item.told("distance", "distance")
        return True
    if any(shapes.truth(e.get("itdistance")) for e in _extensions(item)):
        item.told("distance", "extensions.itdistance")
        return True
    if _says(table_words.distance, item, taught, "distance"):
        return True
    if placed:
        item.told("distance", item.origin.fields["places"])
        return False
    return None


def _extensions(item: Item) -> list[Mapping[str, object]]:
    return shapes.objects([item.content.get("extensions"), item.content.get("extension")])


def _evening(item: Item, taught: Education | None) -> bool | None:
    times = {time.lower() for time in shapes.codes(item.at("timeOfStudy"))}
    told = {emil_codes.EVENING[time] for time in times if time in emil_codes.EVENING}
    if told:
        item.told("evening", "timeOfStudy")
        return True in told
    return True if _says(table_words.evening, item, taught, "evening", "description") else None


def _apprenticeship(item: Item, taught: Education | None) -> bool | None:
    stated = item.truth("apprenticeship", "isApprenticeship")
    if stated is None and _says(table_words.apprenticeship, item, taught, "apprenticeship"):
        return True
    return stated


def _says(
    reader: Callable[[str], bool | None],
    item: Item,
    taught: Education | None,
    name: str,
    *more: str,
) -> bool:
    """Whether the occasion's own words, or the name of what is taught, say so."""
    for path in ("title", *more):
        if reader(shapes.text(item.at(path)) or ""):
            item.told(name, path)
            return True
    if taught is not None and reader(taught.name):
        item.told(name, f"{Kind.INFO.value}.title")
        return True
    return False
