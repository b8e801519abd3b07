"""Course feeds in the two EMIL formats, with the quirks of real ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from evals.training.examples.courses import MARK, TOWNS, Education, Occasion, Provider

NAMESPACE = "http://www.sis.se/ss10700/EMIL2.01"
_EDITED = "2026-11-16T06:00:00"
_EXPIRES = "2027-12-31T00:00:00"
_STUDENT_AID = {"FHS": True, "YH": True, "VUXSFI": False}
"""The kinds of schooling whose catalogues say it; in komvux it depends on the pace."""

_ROLLING = "2"
_DATED = "1"

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def write_json(occasions: Sequence[Occasion], path: Path) -> None:
    """EMIL 3: three lists. Removed items come with their identifier alone."""
    feed: Json = {
        "note": MARK,
        "educationInfos": [_item(_info(e)) for e in _educations(occasions)],
        "educationEvents": [
            _removed(_event_id(o)) if "removed" in o.marks else _item(_event(o)) for o in occasions
        ],
        "educationProviders": [_item(_provider(p)) for p in _providers(occasions)],
        "page": {"size": 2000, "totalElements": len(occasions), "totalPages": 1, "pageNumber": 0},
    }
    path.write_text(json.dumps(feed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_xml(occasions: Sequence[Occasion], path: Path) -> None:
    """EMIL 2.01: one element for each education, occasion and provider."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("EMIL"))
    root.append(ET.Comment(f" {MARK} "))
    for education in _educations(occasions):
        _append(root, "educationInfo", _without_types(_info(education)))
    for occasion in occasions:
        _append(root, "educationEvent", _without_types(_event(occasion)))
    for provider in _providers(occasions):
        _append(root, "educationProvider", _without_types(_provider(provider)))
    ET.indent(root, " ")
    path.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _educations(occasions: Sequence[Occasion]) -> Iterator[Education]:
    return iter({o.education.key: o.education for o in occasions}.values())


def _providers(occasions: Sequence[Occasion]) -> Iterator[Provider]:
    return iter({o.provider.key: o.provider for o in occasions}.values())


def _item(content: dict[str, Json]) -> Json:
    return {"id": content["identifier"], "status": "ACTIVE", "content": content}


def _removed(identifier: str) -> Json:
    return {"id": identifier, "status": "DELETED"}


def _info_id(education: Education) -> str:
    return f"i.sv.ex.{education.key}"


def _event_id(occasion: Occasion) -> str:
    return f"e.sv.ex.{occasion.provider.key}.{occasion.number:04d}"


def _provider_id(provider: Provider) -> str:
    return f"p.sv.ex.{provider.key}"


def _info(education: Education) -> dict[str, Json]:
    size = int(education.points or 0)
    form = "program" if education.type in {"YH", "FHS"} else "kurs" if size < 200 else "kurspaket"
    info: dict[str, Json] = {
        "identifier": _info_id(education),
        "code": education.code,
        "lastEdited": _EDITED,
        "expires": _EXPIRES,
        "title": _text(education.name),
        "description": _text(f"<p>{education.text}</p>"),
        "url": _urls(f"https://utbildning.example/{education.key.lower()}"),
        "type": _code("C_SchoolType", education.type),
        "configuration": _code("C_Configuration", form),
        "isVocational": education.vocational == "yes",
        "resultIsDegree": education.type == "YH",
        "eligibility": _text(education.eligibility),
    }
    if education.points:
        system = _code("C_Credits", education.system)
        info["credits"] = {"system": system, "credits": float(education.points)}
    if education.type in _STUDENT_AID:
        info["eligibleForStudentAid"] = _STUDENT_AID[education.type]
    if education.type == "YH":
        # The schema has one text here and a list of subjects; real feeds have it the other way.
        info["degrees"] = [_text("Yrkeshögskoleexamen")]
        info["qualificationLevel"] = _code("C_Qualification", "5")
        info["subject"] = [_code("C_Subject_SUN", education.code)]
    if education.type == "VUXGY" and not education.vocational:
        info["recommendedPriorKnowledge"] = _text(education.eligibility)
    return info


def _event(occasion: Occasion) -> dict[str, Json]:
    condition = _ROLLING if "rolling" in occasion.marks else _DATED
    execution: dict[str, Json] = {"condition": _code("C_ExecutionCondition", condition)}
    execution |= _filled(start=occasion.start, end=occasion.end)
    event: dict[str, Json] = {
        "identifier": _event_id(occasion),
        "education": _info_id(occasion.education),
        "providers": [_provider_id(occasion.provider)],
        "lastEdited": _EDITED,
        "expires": f"{occasion.end}T00:00:00" if occasion.end else _EXPIRES,
        "locations": [
            {
                "country": "Sverige",
                "areaCode": TOWNS[place],
                "town": place,
                "studyLocation": _text(place),
            }
            for place in occasion.places
        ],
        "languageOfInstructions": ["eng" if "english" in occasion.marks else "swe"],
    }
    event["execution"] = execution
    if "cancelled" in occasion.marks:
        event["isCancelled"] = True
    if "apprentice" in occasion.marks:
        event["isApprenticeship"] = True
    if occasion.pace:
        event["paceOfStudy"] = {"percentage": float(occasion.pace)}
    if occasion.meetings:
        event["distance"] = {"noOfMandatorySessions": int(occasion.meetings)}
    if "evening" in occasion.marks:
        event["timeOfStudy"] = _code("C_TimeOfStudy", "kväll")
    application: dict[str, Json] = {
        **_filled(first=occasion.apply_from, last=occasion.apply_until),
        "url": _urls(f"{occasion.provider.url}/ansok"),
    }
    if "rolling" in occasion.marks:
        application["continuous"] = True
    event["application"] = application
    return event


def _provider(provider: Provider) -> dict[str, Json]:
    return {
        "identifier": _provider_id(provider),
        "lastEdited": _EDITED,
        "name": _text(provider.name),
        "description": _text(MARK),
        "url": _urls(provider.url),
        "contactAddress": {"town": provider.town, "areaCode": TOWNS[provider.town]},
        "emailAddress": f"info@{provider.key}.example",  # the schema: emailAddresses, a list
        "responsibleBody": {
            "type": _code("C_Body", provider.body),
            "name": _text(provider.name),
        },
    }


def _filled(**fields: str) -> dict[str, Json]:
    return {name: value for name, value in fields.items() if value}


def _text(content: str) -> dict[str, Json]:
    return {"strings": [{"lang": "swe", "content": content}]}


def _urls(url: str) -> dict[str, Json]:
    return {"urls": [{"lang": "swe", "value": url}]}


def _code(kind: str, code: str) -> dict[str, Json]:
    return {"type": kind, "code": code}


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


_SINGULAR = {
    "strings": "string",
    "urls": "url",
    "providers": "provider",
    "locations": "location",
    "languageOfInstructions": "languageOfInstruction",
    "degrees": "degree",
}


def _without_types(value: Json) -> Json:
    """EMIL 2 names no types beside its codes, and its texts stand in elements of their own."""
    if isinstance(value, dict):
        if value.keys() == {"type", "code"}:
            return {"code": value["code"]}
        return {name: _without_types(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without_types(inner) for inner in value]
    return value


def _append(parent: ET.Element, name: str, value: Json) -> None:
    """Add a value as elements; the members of a list become siblings in the singular."""
    if isinstance(value, list):
        for inner in value:
            _append(parent, _SINGULAR.get(name, name), inner)
        return
    element = ET.SubElement(parent, _tag(name))
    if isinstance(value, dict) and "lang" in value:
        element.set("lang", str(value["lang"]))
        element.text = str(value.get("content", value.get("value")))
    elif isinstance(value, dict):
        for inner_name, inner in value.items():
            _append(element, inner_name, inner)
    else:
        element.text = str(value).lower() if isinstance(value, bool) else str(value)
