"""Courses that a saved web page tells machines of: schema.org in JSON-LD.

A page says of a course what its maker thought of: an occasion may lack its days, and what the page
does not state as a fact (the pace of "PT20H") is left out. Keys count in their own page alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.courses import Catalogue, Education, Level, Occasion, Provider
from ingest.catalogues import json_ld_how as how
from ingest.catalogues import shapes, table_words
from ingest.catalogues.fields import Fields, unknown_fields
from ingest.catalogues.linked_data import (
    COURSES,
    INSTANCE,
    Found,
    LinkedData,
    Thing,
    read_linked_data,
    speaks_of_courses,
    types,
)
from ingest.catalogues.reading import CatalogueReading, Report, few
from ingest.readers.html import parse_html
from ingest.readers.html_facts import facts_of
from ingest.readers.reading import Facts, Unreadable

_POINTS = re.compile(r"(?P<hp>hp|högskolep)|(?P<yh>yh)|(?P<gy>gymnasiep|gyp)|(?P<vp>verksamhetsp)")
_SUBJECT_LIMIT = 100

_COURSE = frozenset(
    """
    @context @type @id name alternateName description disambiguatingDescription url sameAs image*
    identifier* mainEntityOfPage* courseCode coursePrerequisites* programPrerequisites*
    educationalCredentialAwarded* occupationalCredentialAwarded* educationalLevel* about* keywords*
    teaches* assesses* numberOfCredits* provider* offers* hasCourseInstance* inLanguage*
    availableLanguage* financialAidEligible* dateModified datePublished dateCreated expires
    timeRequired timeToComplete termDuration termsPerYear dayOfWeek timeOfDay maximumEnrollment
    hasCourse* isPartOf* hasPart* audience* author* creator* publisher* aggregateRating* review*
    isAccessibleForFree video* thumbnailUrl syllabusSections* totalHistoricalEnrollment
    occupationalCategory* educationalAlignment* programType* isRelatedTo* isSimilarTo* mentions*
    learningResourceType license* typicalAgeRange educationalUse potentialAction* subjectOf*
    startDate endDate courseMode* educationalProgramMode* courseSchedule* eventSchedule* location*
    courseWorkload* applicationStartDate applicationDeadline
    """.split()
)
_OCCASION = _COURSE | frozenset(
    """
    instructor* eventAttendanceMode eventStatus organizer* performer* duration doorTime
    maximumAttendeeCapacity maximumPhysicalAttendeeCapacity maximumVirtualAttendeeCapacity
    remainingAttendeeCapacity subEvent* superEvent* previousStartDate course*
    """.split()
)
_OF_AN_OCCASION = frozenset(
    """
    startDate endDate courseMode educationalProgramMode courseSchedule location applicationDeadline
    applicationStartDate
    """.split()
)


def holds_courses(data: bytes) -> bool:
    """Whether a web page tells machines of courses, or tries to; a page that does not is quick."""
    if not speaks_of_courses(data):
        return False
    root = parse_html(data)
    if root is None:
        return False
    found = read_linked_data(root)
    return bool(found.courses or found.instances or found.broken)


def read_json_ld(name: str, data: bytes) -> CatalogueReading:
    """The courses in a page's JSON-LD; ``name`` serves where the page has no title.

    A script that is broken is left out with its reason, and harms no other.

    Raises:
        Unreadable: the page has no course in JSON-LD.
    """
    root = parse_html(data)
    found = None if root is None else read_linked_data(root)
    if root is None or found is None or not (found.courses or found.instances or found.broken):
        raise Unreadable("är en webbsida som inte har några kurser i JSON-LD.")
    gathering = _Gathering(found)
    for broken in found.broken:
        gathering.leave_out("är ett skript med trasig JSON", broken)
    for course in found.courses:
        gathering.course(course)
    for instance in found.instances:
        gathering.lone_instance(instance)
    return gathering.reading(name, facts_of(root))


@dataclass(slots=True)
class _Gathering:
    """The courses of one page, as they come."""

    page: LinkedData
    rows: int = 0
    merged: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    educations: dict[str, Education] = field(default_factory=dict)
    occasions: dict[str, Occasion] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    numbers: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)

    def leave_out(self, reason: str, note: str) -> None:
        """Counts something of the page that cannot be a course, and says which."""
        self.rows += 1
        self.left_out[reason] += 1
        self.notes.append(note)

    def course(self, found: Found) -> None:
        """Takes in a course, or a programme, with its occasions."""
        (thing,) = self.page.whole(found.thing)
        instances = self.page.whole(thing.get("hasCourseInstance"))
        self.given |= {i for each in instances if isinstance(i := each.get("@id"), str)}
        education = self._education(thing, found.line)
        if education is None:
            return
        if not instances and _OF_AN_OCCASION & thing.keys():
            # The page describes the one occasion as if it were the course.
            own = {name: value for name, value in thing.items() if name not in ("@id", "name")}
            self._occasion({**own, "@type": INSTANCE}, thing, education)
        for instance in instances:
            self._occasion(instance, thing, education)

    def lone_instance(self, found: Found) -> None:
        """Takes in an occasion that no course names: it tells what is taught itself."""
        (thing,) = self.page.whole(found.thing)
        if thing.get("@id") in self.given and isinstance(thing.get("@id"), str):
            return
        education = self._education(thing, found.line)
        if education is not None:
            self._occasion(thing, thing, education)

    def _fields(self, thing: Thing, line: int, known: frozenset[str]) -> Fields:
        name = shapes.text(thing.get("name")) or "utan namn"
        kind = INSTANCE if known is _OCCASION else "Course"
        for path in unknown_fields(thing, known):
            self.unknown.setdefault(f"{kind}.{shapes.clean(path)[:120]}")
        return Fields(thing, f"JSON-LD på rad {line}, {name[:80]}", self.notes)

    def _education(self, thing: Thing, line: int) -> Education | None:
        self.rows += 1
        alone = INSTANCE in types(thing) and not types(thing) & COURSES
        item = self._fields(thing, line, _OCCASION if alone else _COURSE)
        name = item.text("name", "name")
        if name is None:
            self.left_out["kursen saknar namn"] += 1
            return None
        code = item.code("code", "courseCode")
        identity = shapes.code(thing.get("@id"))
        key = identity if identity and not identity.startswith("_:") else f"{name} {code or ''}"
        item.told("key", "@id" if key == identity else "name")
        if key in self.educations:
            self.merged += 1
            return self.educations[key]
        level_text = item.text("level_text", "educationalLevel")
        level = _level(item, level_text)
        points = item.number(
            "points", "numberOfCredits", "numberOfCredits.value", least=0, most=100_000
        )
        made = Education(
            key=key.strip(),
            name=name,
            code=code,
            level=level,
            level_text=level_text,
            form=_form(item, thing),
            points=points,
            points_system=_points_system(item),
            description=item.text("description", "description"),
            eligibility=item.read(
                "eligibility", _paragraphs, "coursePrerequisites", "programPrerequisites"
            ),
            subjects=item.read("subjects", _subjects, "keywords", "about") or (),
            degree=item.read(
                "degree",
                shapes.all_texts,
                "educationalCredentialAwarded",
                "occupationalCredentialAwarded",
            ),
            student_aid=item.truth("student_aid", "financialAidEligible"),
            url=item.address("url", "url", "@id"),
            edited=item.day("edited", "dateModified"),
            expires=item.day("expires", "expires"),
            origin=item.origin,
        )
        self.educations[key] = made
        return made

    def _occasion(self, instance: Thing, course: Thing, education: Education) -> None:
        self.rows += 1
        lone = instance is course
        item = self._fields({**instance, **({} if lone else {"course": course})}, 0, _OCCASION)
        self.numbers[education.key] += 1
        number = self.numbers[education.key]
        item.where = f"{education.origin.where}, tillfälle {number}"
        identity = shapes.code(instance.get("@id"))
        stands = bool(identity) and identity not in self.keys and not lone
        key = identity if identity and stands else f"{education.key}#{number}"
        while key in self.keys:
            key += "#"
        self.keys.add(key)
        item.told("key", "@id" if stands else f"course.{education.origin.fields['key']}")
        item.told("education", "hasCourseInstance")
        places, virtual = how.places(item, self.page)
        start = item.day(
            "start", "startDate", "courseSchedule.startDate", "eventSchedule.startDate"
        )
        end = item.day("end", "endDate", "courseSchedule.endDate", "eventSchedule.endDate")
        if start and end and end < start:
            item.note(f"endDate {end} är före startDate {start}")
        made = Occasion(
            key=key,
            keys=(key,),
            education=education.key,
            providers=self._providers(item),
            places=places,
            distance=how.distance(item, virtual, education),
            pace=how.pace(item),
            evening=how.evening(item),
            start=start,
            end=end,
            apply_from=item.day("apply_from", *_application("applicationStartDate", "validFrom")),
            apply_until=item.day(
                "apply_until",
                *_application("applicationDeadline", "validThrough", "availabilityEnds"),
            ),
            cancelled=item.read("cancelled", _cancelled, "eventStatus") or False,
            language=item.read("language", _language, "inLanguage", "course.inLanguage"),
            seats=item.count("seats", "maximumAttendeeCapacity", "maximumEnrollment"),
            url=item.address("url", "offers.url", "url", "course.offers.url"),
            edited=item.day("edited", "dateModified"),
            expires=item.day("expires", "expires"),
            origin=item.origin,
        )
        self._keep(made)

    def _keep(self, made: Occasion) -> None:
        """Keeps an occasion, together with its twin where there is one alike in all but key."""
        for key, before in self.occasions.items():
            if replace(made, key=key, keys=before.keys, origin=before.origin) == before:
                self.merged += 1
                self.occasions[key] = replace(before, keys=(*before.keys, made.key))
                return
        self.occasions[made.key] = made

    def _providers(self, item: Fields) -> tuple[str, ...]:
        """The keys of who gives an occasion: as it says itself, else as its course says."""
        for path in ("provider", "organizer", "course.provider"):
            keys = []
            for entry in shapes.members(item.at(path)):
                key = self._provider(entry, item)
                if key is not None and key not in keys:
                    keys.append(key)
            if keys:
                item.told("providers", path)
                return tuple(keys)
        return ()

    def _provider(self, entry: object, item: Fields) -> str | None:
        (thing,) = self.page.whole(entry) or ({"name": entry},)
        own = Fields(thing, item.where, self.notes)
        name = own.text("name", "name", "legalName")
        if name is None:
            return None
        own.told("key", "name")
        url = own.address("url", "url", "@id")
        before = self.providers.get(name)
        if before is None or (url and not before.url):
            self.providers[name] = Provider(key=name, origin=own.origin, name=name, url=url)
        return name

    def reading(self, name: str, facts: Facts) -> CatalogueReading:
        """What the page tells, under the page's own title."""
        names = list(self.providers)
        return CatalogueReading(
            title=facts.title or name,
            publisher=facts.publisher or (names[0] if len(names) == 1 else None),
            published=facts.published,
            catalogue=Catalogue(
                tuple(self.providers.values()),
                tuple(self.educations.values()),
                tuple(self.occasions.values()),
            ),
            report=Report(
                rows=self.rows,
                merged=self.merged,
                left_out=dict(self.left_out),
                unknown_columns=tuple(self.unknown),
                notes=few(self.notes),
            ),
        )


def _application(name: str, *of_offer: str) -> tuple[str, ...]:
    offers = [f"offers.{part}" for part in of_offer]
    own = [name, *offers]
    return (*own, *(f"course.{path}" for path in own))


def _level(item: Fields, level_text: str | None) -> Level | None:
    found = table_words.level(level_text) if level_text else None
    if found is not None:
        item.told("level", "educationalLevel")
    return found


def _form(item: Fields, thing: Thing) -> str | None:
    if "EducationalOccupationalProgram" not in types(thing):
        return None
    item.told("form", "@type")
    return "program"


def _points_system(item: Fields) -> str | None:
    """The system that the number of points names: ``"7,5 hp"``, or a unit beside the value."""
    for path in ("numberOfCredits", "numberOfCredits.unitText", "numberOfCredits.unitCode"):
        match = _POINTS.search((shapes.text(item.at(path)) or "").lower())
        if match is not None and match.lastgroup:
            item.told("points_system", path)
            return match.lastgroup
    return None


def _paragraphs(value: object) -> str | None:
    """All that is required, a paragraph each: texts, courses, or things with a name."""
    told = []
    for entry in shapes.members(value):
        names = ("name", "targetName", "description")
        parts = [entry.get(name) for name in names] if isinstance(entry, Mapping) else [entry]
        text = next(filter(None, map(shapes.text, parts)), None) or shapes.text(entry)
        if text:
            told.append(text)
    return "\n".join(dict.fromkeys(told)) or None


def _subjects(value: object) -> tuple[str, ...]:
    told = [text for entry in shapes.members(value) if (text := shapes.text(entry))]
    parts = [part.strip() for text in told for part in text.split(",")]
    return tuple(dict.fromkeys(part for part in parts if 0 < len(part) <= _SUBJECT_LIMIT))


def _cancelled(value: object) -> bool | None:
    status = shapes.code(value)
    return True if status and status.rpartition("/")[2] == "EventCancelled" else None


def _language(value: object) -> str | None:
    names = [shapes.text(entry) or "" for entry in shapes.members(value)]
    if isinstance(value, Mapping):
        names.append(shapes.text(value.get("alternateName")) or "")
    return next(filter(None, map(shapes.language, names)), None)
