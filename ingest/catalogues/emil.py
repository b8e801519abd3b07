"""EMIL (SS 10700): what its three kinds of item say, whichever edition and notation they came in.

Both readers give items in the shape of EMIL 3: ``{id, status, content}``, or the content alone.
Feeds contradict the standard in names, lists and types, so every field is looked for under the
names that are seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath

from corpus.courses import Catalogue, Education, Level, Occasion, Place, Provider
from ingest.catalogues import emil_codes, shapes
from ingest.catalogues.fields import Fields, unknown_fields
from ingest.catalogues.reading import CatalogueReading, Report, few

_AT_A_DISTANCE = re.compile(r"\bdistans", re.IGNORECASE)
_IN_THE_EVENING = re.compile(r"\bkvälls?(?:tid|kurs|undervisning|studier)?\b", re.IGNORECASE)
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


@dataclass(slots=True)
class Gathering:
    """The items of one file, as they come: of each identity the edition edited last."""

    rows: int = 0
    merged: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    removed: dict[str, None] = field(default_factory=dict)
    items: dict[tuple[Kind, str], tuple[Mapping[str, object], str]] = field(default_factory=dict)

    def take(self, value: object, kind: Kind | None, where: str) -> None:
        """Takes one item in; ``where`` is the list, and the line where there is one."""
        self.rows += 1
        if not isinstance(value, Mapping):
            self.left_out["är inte en post med fält"] += 1
            return
        content = value.get("content") if _is_wrapped(value) else value
        key = _identity(value, content)
        if key is None:
            self.left_out["saknar identitet"] += 1
        elif self._is_gone(value, content, key, where):
            self.left_out["är borttagen i källan"] += 1
            self.removed[key] = None
            for each in Kind:
                self.items.pop((each, key), None)
        elif not isinstance(content, Mapping):
            self.left_out["är inte en post med fält"] += 1
        elif (kind := kind or _kind(key, content)) is None:
            self.left_out["är varken utbildning, tillfälle eller anordnare"] += 1
        else:
            self._keep((kind, key), content, where or kind.value)

    def _is_gone(self, value: Mapping[str, object], content: object, key: str, where: str) -> bool:
        status = (shapes.code(value.get("status")) or "").lower() if _is_wrapped(value) else ""
        if status and status not in emil_codes.REMOVED | emil_codes.LIVE:
            self.notes.append(f"{where}, {key}: status ”{status}” är okänd. Posten togs med.")
        empty = content is None or (isinstance(content, Mapping) and not content)
        return status in emil_codes.REMOVED or empty

    def _keep(self, identity: tuple[Kind, str], content: Mapping[str, object], where: str) -> None:
        self.removed.pop(identity[1], None)
        before = self.items.get(identity)
        if before is not None:
            self.merged += 1
            if _edited(before[0]) > _edited(content):
                return
        self.items[identity] = (content, where)

    def passed_over(self, path: str) -> None:
        """Remembers a field that no one here knows."""
        self.unknown.setdefault(shapes.clean(path)[:120])

    def reading(self, name: str) -> CatalogueReading:
        """The catalogue of the items taken in; its date is that of the latest edit in it."""
        providers = {f.key: p for f in self._of(Kind.PROVIDER) if (p := self._provider(f))}
        educations = {f.key: e for f in self._of(Kind.INFO) if (e := self._education(f))}
        occasions = [o for f in self._of(Kind.EVENT) if (o := self._occasion(f, educations))]
        catalogue = Catalogue(
            tuple(providers.values()),
            tuple(educations.values()),
            tuple(occasions),
            frozenset(self.removed),
            shared=True,
        )
        names = list(dict.fromkeys(provider.name for provider in providers.values()))
        told: list[Education | Occasion] = [*educations.values(), *occasions]
        edited = [item.edited for item in told if item.edited]
        return CatalogueReading(
            title=_title(names, name),
            publisher=names[0] if len(names) == 1 else None,
            published=max(edited, default=None),
            catalogue=catalogue,
            report=Report(
                rows=self.rows,
                merged=self.merged,
                left_out=dict(self.left_out),
                unknown_columns=tuple(self.unknown),
                notes=few(self.notes),
            ),
        )

    def _of(self, kind: Kind) -> Iterable[_Item]:
        for (each, key), (content, where) in self.items.items():
            if each is kind:
                for path in unknown_fields(content, KNOWN[kind]):
                    self.passed_over(f"{kind.value}.{path}")
                yield _Item(key, content, f"{where}, {key}", self.notes)

    def _provider(self, item: _Item) -> Provider | None:
        name = item.text("name", "name", "responsibleBody.name")
        if name is None:
            self.left_out["anordnaren saknar namn"] += 1
            return None
        body = item.known_code("body", emil_codes.BODIES, "responsibleBody.type")
        url = item.address("url", "url")
        return Provider(key=item.key, origin=item.origin, name=name, url=url, body=body)

    def _education(self, item: _Item) -> Education | None:
        name = item.text("name", "title")
        if name is None:
            self.left_out["utbildningen saknar namn"] += 1
            return None
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
            student_aid=item.read("student_aid", _student_aid, "eligibleForStudentAid"),
            **found,
            origin=item.origin,
        )

    def _occasion(self, item: _Item, educations: Mapping[str, Education]) -> Occasion | None:
        education = item.code("education", "education")
        if education is None:
            self.left_out["tillfället säger inte vilken utbildning det gäller"] += 1
            return None
        places = _places(item)
        taught = educations.get(education)
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
            education=education,
            providers=item.codes("providers", "providers", "provider"),
            places=places,
            distance=_distance(item, bool(places), taught),
            meetings=item.count("meetings", "distance.noOfMandatorySessions"),
            pace=pace,
            evening=_evening(item, taught),
            apprenticeship=item.truth("apprenticeship", "isApprenticeship"),
            start=start,
            end=end,
            rolling=item.read("rolling", _rolling, "execution.condition"),
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


class _Item(Fields):
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


def _is_wrapped(value: Mapping[str, object]) -> bool:
    return "content" in value or "identifier" not in value


def _identity(value: Mapping[str, object], content: object) -> str | None:
    inner = content.get("identifier") if isinstance(content, Mapping) else None
    return shapes.code(inner) or shapes.code(value.get("id"))


def _kind(key: str, content: Mapping[str, object]) -> Kind | None:
    """The kind of an item in a list that does not say: by its identity, else by its fields."""
    prefixes = {"i.": Kind.INFO, "e.": Kind.EVENT, "p.": Kind.PROVIDER}
    if kind := prefixes.get(key[:2].lower()):
        return kind
    if "education" in content or "execution" in content:
        return Kind.EVENT
    if "title" in content or "configuration" in content:
        return Kind.INFO
    return Kind.PROVIDER if "name" in content or "responsibleBody" in content else None


def _edited(content: Mapping[str, object]) -> str:
    return shapes.code(content.get("lastEdited")) or ""


def _title(names: list[str], file_name: str) -> str:
    if not names:
        return f"Utbildningskatalog {PurePath(file_name).stem}"
    if len(names) > 3:
        return f"Utbildningskatalog, {len(names)} utbildningsanordnare"
    *first, last = names
    return f"Utbildningskatalog: {', '.join(first)}{' och ' if first else ''}{last}"


def _level(item: _Item) -> tuple[Level | None, str | None]:
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


def _points_system(item: _Item, points: float | None, level: Level | None) -> str | None:
    system = item.known_code("points_system", emil_codes.CREDITS, "credits.system")
    if system is None and points is not None and level is Level.UPPER:
        # Points of this kind of school are gymnasiepoäng by law.
        item.told("points_system", item.origin.fields["level"])
        return "gy"
    return system


def _student_aid(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    code = shapes.code(value)
    return emil_codes.STUDENT_AID.get(code.split()[0].lower()) if code else None


def _rolling(value: object) -> bool | None:
    code = shapes.code(value)
    return emil_codes.ROLLING.get(code) if code else None


def _places(item: _Item) -> tuple[Place, ...]:
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
        return Place(name) if name else None
    name = shapes.text(entry.get("town")) or shapes.text(entry.get("studyLocation"))
    area = _AREA.fullmatch(shapes.code(entry.get("areaCode")) or "")
    if name is None:
        return None
    # Six figures name a part of a municipality; three are four that have lost a leading zero.
    return Place(_town(name), code=area[1][:4].zfill(4) if area else None)


def _town(name: str) -> str:
    """Post towns are often written in capitals, which no one does in a sentence."""
    return name.title() if name.isupper() and len(name) > 3 else name


def _distance(item: _Item, placed: bool, taught: Education | None) -> bool | None:
    stated = item.at("distance")
    if isinstance(stated, Mapping) or shapes.truth(stated):
        item.told("distance", "distance")
        return True
    if any(shapes.truth(e.get("itdistance")) for e in _extensions(item)):
        item.told("distance", "extensions.itdistance")
        return True
    if _says(_AT_A_DISTANCE, item, taught, "distance"):
        return True
    if placed:
        item.told("distance", item.origin.fields["places"])
        return False
    return None


def _extensions(item: _Item) -> list[Mapping[str, object]]:
    return shapes.objects([item.content.get("extensions"), item.content.get("extension")])


def _evening(item: _Item, taught: Education | None) -> bool | None:
    times = {time.lower() for time in shapes.codes(item.at("timeOfStudy"))}
    told = {emil_codes.EVENING[time] for time in times if time in emil_codes.EVENING}
    if told:
        item.told("evening", "timeOfStudy")
        return True in told
    return True if _says(_IN_THE_EVENING, item, taught, "evening", "description") else None


def _says(
    pattern: re.Pattern[str], item: _Item, taught: Education | None, name: str, *more: str
) -> bool:
    """Whether the occasion's own words, or the name of what is taught, say so."""
    for path in ("title", *more):
        if pattern.search(shapes.text(item.at(path)) or ""):
            item.told(name, path)
            return True
    if taught is not None and pattern.search(taught.name):
        item.told(name, f"{Kind.INFO.value}.title")
        return True
    return False
