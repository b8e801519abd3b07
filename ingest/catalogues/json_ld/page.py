"""Courses that a saved web page describes for machines: schema.org in JSON-LD.

A page says of a course what its maker thought of: an occasion may lack its days, and what the page
does not state as a fact (the pace of "PT20H") is left out. Keys count in their own page alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter

from corpus.courses import Catalogue, Education, Occasion, Provider
from corpus.data_files import word_list
from ingest.catalogues import words
from ingest.catalogues.items import shapes
from ingest.catalogues.items.item import Item
from ingest.catalogues.items.schema import load_schema
from ingest.catalogues.json_ld import occasion as occasion_fields
from ingest.catalogues.json_ld.scripts import (
    COURSES,
    INSTANCE,
    LinkedData,
    Statement,
    Thing,
    mentions_courses,
    read_linked_data,
    types,
)
from ingest.catalogues.reading import CatalogueReading, Tally, only_one
from ingest.readers.html_facts import facts_of
from ingest.readers.html_source import parse_html
from ingest.readers.reading import Facts, Unreadable

_SUBJECT_LIMIT = 100
_ABOUT_AN_OCCASION = word_list("about_an_occasion", __package__)
_CONTENT = attrgetter(
    *sorted({field.name for field in fields(Occasion)} - {"key", "keys", "origin"})
)


def holds_courses(data: bytes) -> bool:
    """Whether a web page has courses for machines, or tries to; a page that has not is quick."""
    if not mentions_courses(data):
        return False
    root = parse_html(data)
    return root is not None and not read_linked_data(root).is_empty


def read_json_ld(name: str, data: bytes) -> CatalogueReading:
    """The courses in a page's JSON-LD; ``name`` serves where the page has no title.

    A script that is broken is left out with its reason, and harms no other.

    Raises:
        Unreadable: the page has no course in JSON-LD.
    """
    root = parse_html(data)
    page = None if root is None else read_linked_data(root)
    if root is None or page is None or page.is_empty:
        raise Unreadable("är en webbsida som inte har några kurser i JSON-LD.")
    courses = _PageCourses(page)
    for broken in page.broken:
        courses.leave_out("är ett skript med trasig JSON", broken)
    for course in page.courses:
        courses.take_course(course)
    for instance in page.instances:
        courses.take_instance(instance)
    return courses.reading(name, facts_of(root))


@dataclass(slots=True)
class _PageCourses:
    """The courses of one page, as they come.

    ``instance_ids`` are the identities of occasions that a course has named. ``numbers`` counts the
    occasions of each education. ``twins`` has, by what people see of an occasion, its key.
    """

    page: LinkedData
    tally: Tally = field(default_factory=Tally)
    providers: dict[str, Provider] = field(default_factory=dict)
    educations: dict[str, Education] = field(default_factory=dict)
    occasions: dict[str, Occasion] = field(default_factory=dict)
    instance_ids: set[str] = field(default_factory=set)
    numbers: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    twins: dict[object, str] = field(default_factory=dict)

    def leave_out(self, reason: str, note: str) -> None:
        """Counts something of the page that cannot be a course, and says which."""
        self.tally.rows += 1
        self.tally.left_out[reason] += 1
        self.tally.notes.append(note)

    def take_course(self, statement: Statement) -> None:
        """Takes in a course, or a programme, with its occasions."""
        (thing,) = self.page.whole(statement.thing)
        instances = self.page.whole(thing.get("hasCourseInstance"))
        self.instance_ids |= {i for each in instances if isinstance(i := each.get("@id"), str)}
        education = self._education(thing, statement.line)
        if education is None:
            return
        if not instances and _ABOUT_AN_OCCASION & thing.keys():
            # The page describes the one occasion as if it were the course.
            rest = {name: value for name, value in thing.items() if name not in ("@id", "name")}
            instances = [{**rest, "@type": INSTANCE}]
        for instance in instances:
            self._occasion(instance, thing, education)

    def take_instance(self, statement: Statement) -> None:
        """Takes in an occasion that no course names: it says itself what is taught."""
        (thing,) = self.page.whole(statement.thing)
        identity = thing.get("@id")
        if isinstance(identity, str) and identity in self.instance_ids:
            return
        education = self._education(thing, statement.line)
        if education is not None:
            self._occasion(thing, thing, education)

    def _note_unknown(self, thing: Thing, kind: str) -> None:
        for path in load_schema(__package__, kind).unknown(thing):
            self.tally.unknown.setdefault(f"{kind}.{shapes.clean(path)[:120]}")

    def _education(self, thing: Thing, line: int) -> Education | None:
        self.tally.rows += 1
        alone = INSTANCE in types(thing) and not types(thing) & COURSES
        self._note_unknown(thing, INSTANCE if alone else "Course")
        title = shapes.text(thing.get("name")) or "utan namn"
        where = f"JSON-LD på rad {line}, {title[:80]}"
        item = Item(thing, load_schema(__package__, "Course"), where, self.tally.notes)
        name = item.read("name", shapes.text)
        if name is None:
            self.tally.left_out["kursen saknar namn"] += 1
            return None
        code = item.read("code", shapes.code)
        identity = shapes.code(thing.get("@id"))
        key = identity if identity and not identity.startswith("_:") else f"{name} {code or ''}"
        item.sources["key"] = "@id" if key == identity else "name"
        if key in self.educations:
            self.tally.merged += 1
            return self.educations[key]
        level, level_text = item.level()
        education = Education(
            key=key.strip(),
            name=name,
            code=code,
            level=level,
            level_text=level_text,
            points=item.number("points"),
            points_system=item.word("points_system", words.points_system, "points_system"),
            description=item.read("description", shapes.text),
            eligibility=item.read("eligibility", _paragraphs),
            subjects=item.read("subjects", _subjects) or (),
            degree=item.read("degree", shapes.all_texts),
            student_aid=item.read("student_aid", shapes.truth),
            url=item.read("url", shapes.address),
            edited=item.read("edited", shapes.day),
            expires=item.read("expires", shapes.day),
            origin=item.origin,
        )
        self.educations[key] = education
        return education

    def _occasion(self, instance: Thing, course: Thing, education: Education) -> None:
        self.tally.rows += 1
        lone = instance is course
        content = instance if lone else {**instance, "course": course}
        self._note_unknown(content, INSTANCE)
        self.numbers[education.key] += 1
        number = self.numbers[education.key]
        where = f"{education.origin.where}, tillfälle {number}"
        item = Item(content, load_schema(__package__, INSTANCE), where, self.tally.notes)
        identity = None if lone else shapes.code(instance.get("@id"))
        if identity in self.keys:
            identity = None
        key = identity or f"{education.key}#{number}"
        while key in self.keys:
            key += "#"
        self.keys.add(key)
        item.sources["key"] = "@id" if identity else f"course.{education.origin.fields['key']}"
        item.sources["education"] = "hasCourseInstance"
        places, virtual = occasion_fields.places(item, self.page)
        start, end = item.first_and_last_day()
        self._keep(
            Occasion(
                key=key,
                keys=(key,),
                education=education.key,
                providers=self._providers(item),
                places=places,
                distance=occasion_fields.distance(item, virtual, education),
                pace=occasion_fields.pace(item),
                evening=occasion_fields.evening(item),
                start=start,
                end=end,
                apply_from=item.read("apply_from", shapes.day),
                apply_until=item.read("apply_until", shapes.day),
                cancelled=item.read("cancelled", _cancelled) or False,
                language=item.read("language", _language),
                seats=item.count("seats"),
                fee=item.read("fee", shapes.fee),
                url=item.read("url", shapes.address),
                edited=item.read("edited", shapes.day),
                expires=item.read("expires", shapes.day),
                origin=item.origin,
            )
        )

    def _keep(self, occasion: Occasion) -> None:
        """Keeps an occasion, together with its twin where there is one alike in all but key."""
        first = self.twins.setdefault(_CONTENT(occasion), occasion.key)
        if first == occasion.key:
            self.occasions[first] = occasion
            return
        self.tally.merged += 1
        before = self.occasions[first]
        self.occasions[first] = replace(before, keys=(*before.keys, occasion.key))

    def _providers(self, item: Item) -> tuple[str, ...]:
        """The keys of who gives an occasion: as it says itself, else as its course says."""
        for path, value in item.candidates("providers"):
            keys = [self._provider(entry, item.where) for entry in shapes.members(value)]
            distinct = tuple(dict.fromkeys(filter(None, keys)))
            if distinct:
                item.sources["providers"] = path
                return distinct
        return ()

    def _provider(self, entry: object, where: str) -> str | None:
        (thing,) = self.page.whole(entry) or ({"name": entry},)
        schema = load_schema(__package__, "Organization")
        organisation = Item(thing, schema, where, self.tally.notes)
        name = organisation.read("name", shapes.text)
        if name is None:
            return None
        organisation.sources["key"] = "name"
        url = organisation.read("url", shapes.address)
        before = self.providers.get(name)
        if before is None or (url and not before.url):
            self.providers[name] = Provider(name, organisation.origin, name, url)
        return name

    def reading(self, name: str, facts: Facts) -> CatalogueReading:
        """The courses of the page, under the page's own title."""
        return CatalogueReading(
            title=facts.title or name,
            publisher=facts.publisher or only_one(self.providers),
            published=facts.published,
            catalogue=Catalogue(
                tuple(self.providers.values()),
                tuple(self.educations.values()),
                tuple(self.occasions.values()),
            ),
            report=self.tally.report(),
        )


def _paragraphs(value: object) -> str | None:
    """All that is required, a paragraph each: texts, courses, or things with a name."""
    paragraphs = []
    for entry in shapes.members(value):
        names = ("name", "targetName", "description")
        parts = [entry.get(name) for name in names] if isinstance(entry, Mapping) else [entry]
        text = next(filter(None, map(shapes.text, parts)), None) or shapes.text(entry)
        if text:
            paragraphs.append(text)
    return "\n".join(dict.fromkeys(paragraphs)) or None


def _subjects(value: object) -> tuple[str, ...]:
    texts = [text for entry in shapes.members(value) if (text := shapes.text(entry))]
    parts = [part.strip() for text in texts for part in text.split(",")]
    return tuple(dict.fromkeys(part for part in parts if 0 < len(part) <= _SUBJECT_LIMIT))


def _cancelled(value: object) -> bool | None:
    status = shapes.code(value)
    return True if status and status.rpartition("/")[2] == "EventCancelled" else None


def _language(value: object) -> str | None:
    names = [shapes.text(entry) or "" for entry in shapes.members(value)]
    if isinstance(value, Mapping):
        names.append(shapes.text(value.get("alternateName")) or "")
    return next(filter(None, map(shapes.language, names)), None)
