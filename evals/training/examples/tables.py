"""Course catalogues as tables: two municipalities' exports and a workbook of applications."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from evals.training.examples import package
from evals.training.examples.courses import MARK, Occasion, rows

EXPORT_COLUMNS = (
    "KurserVuxenutbildningId",
    "kurstillfalleId",
    "Utbildningsanordnare",
    "UrlAnordnare",
    "Kurskod",
    "Namn",
    "Niva",
    "UrlKurs",
    "Poang",
    "RekommenderadInformation",
    "KurstillfalleStartdatum",
    "KurstillfalleSlutdatum",
    "Omfattning",
    "ForstaAnsokningsdag",
    "SistaAnsokningsdag",
    "Studieort",
    "Amneskod",
    "AntalPlatser",
    "Undervisningssprak",
    "DistansObligatorisk",
    "DistansValfritt",
    "Intresseomrade_kategori",
)
_LEVELS = {
    "VUXGY": "gymnasial vuxenutbildning",
    "VUXGR": "grundläggande vuxenutbildning",
    "VUXSFI": "svenska för invandrare",
    "VUXGYAN": "Kommunal vuxenutbildning som anpassad utbildning på gymnasial nivå",
}
_INTERESTS = {
    "SVE": ("Språk - Svenska",),
    "SVA": ("Språk - Svenska", "Språk - Svenska som andraspråk"),
    "ENG": ("Språk - Engelska",),
    "MAT": ("Naturvetenskap - Matematik", "Teknik - Matematik"),
    "BIO": ("Naturvetenskap - Biologi",),
    "FYS": ("Naturvetenskap - Fysik",),
    "KEM": ("Naturvetenskap - Kemi",),
    "PRR": ("Data och it - Programmering", "Teknik - Programmering"),
    "WEU": ("Data och it - Webb", "Media - Webb"),
    "HIS": ("Kultur och humanistiska ämnen - Historia",),
    "SAM": ("Samhälle - Samhällskunskap",),
    "PSK": ("Samhälle - Psykologi", "Vård och omsorg - Psykologi"),
    "USK": ("Vård och omsorg - Omvårdnad", "Yrkesutbildningar - Vård och omsorg"),
    "BSK": ("Pedagogik - Barnomsorg", "Yrkesutbildningar - Barn och fritid"),
    "KOC": ("Restaurang och livsmedel - Kök", "Yrkesutbildningar - Kök"),
    "SNI": ("Bygg och anläggning - Trä", "Yrkesutbildningar - Bygg"),
}
_TABLE_3 = (
    "Utbildningsområde",
    "SUN5 inriktning",
    "SUN5 inriktning namn",
    "Utbildningsnamn",
    "Beslut",
    "Diarienummer",
    "Flera kommuner",
    "Antal kommuner",
    "Län",
    "Kommun",
    "YH-poäng",
    "Studieform",
    "Studietakt %",
    "Typ av examen",
    "SeQF nivå",
    "Smalt yrkesområde",
    "Utbildningsanordnare administrativ enhet",
    "Huvudmannatyp",
    "Sökta utbildningsomgångar",
    "Beviljade utbildningsomgångar",
    "Sökta platser per utbildningsomgång",
    "Sökta platser totalt",
    "Beviljade platser totalt",
)
_TABLE_4 = (*_TABLE_3[:6], "Län", "Kommun", "Antal kommuner")
_SEVERAL = "Flera kommuner"
_COUNTY = "Älvmarken"
_DECIDED = datetime.date(2026, 10, 20)


def write_export(occasions: Sequence[Occasion], path: Path) -> None:
    """A municipality's export: one row for each place and field of interest of an occasion."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, EXPORT_COLUMNS, restval="", lineterminator="\n")
        table.writeheader()
        for occasion in occasions:
            table.writerows(_export_rows(occasion))
        for number in (901, 902, 903):  # what the system writes for a course that was taken away
            table.writerow(
                {
                    "KurserVuxenutbildningId": number,
                    "kurstillfalleId": number,
                    "Utbildningsanordnare": "Älvmarkens vuxenutbildning",
                    "Kurskod": "Okänd",
                    "Namn": "Okänd",
                    "DistansObligatorisk": 0,
                    "DistansValfritt": 0,
                }
            )


def _export_rows(occasion: Occasion) -> Iterator[dict[str, object]]:
    education, provider = occasion.education, occasion.provider
    interests = _INTERESTS.get(education.code[:3], ("",))
    for place in occasion.places:
        for offset, interest in enumerate(interests):
            row: dict[str, object] = {
                "KurserVuxenutbildningId": 3000 + 4 * occasion.number + offset,
                "kurstillfalleId": 700 + occasion.number,
                "Utbildningsanordnare": provider.name,
                "UrlAnordnare": provider.url,
                "Kurskod": education.code,
                "Namn": education.name,
                "Niva": _LEVELS[education.type],
                "UrlKurs": f"{provider.url}/hittakurser/kurs/{5000 + occasion.number}",
                "Poang": f"{education.points}.0" if education.points else "",
                "RekommenderadInformation": _html(occasion),
                "KurstillfalleStartdatum": _timestamp(occasion.start),
                "KurstillfalleSlutdatum": _timestamp(occasion.end),
                "Omfattning": f"{occasion.pace}.0",
                "ForstaAnsokningsdag": _timestamp(occasion.apply_from),
                "SistaAnsokningsdag": _timestamp(occasion.apply_until),
                "Studieort": place,
                "Amneskod": education.code,
                "Undervisningssprak": "swe",
                "DistansObligatorisk": occasion.meetings or "0",
                "DistansValfritt": 0,
                "Intresseomrade_kategori": interest,
            }
            yield row
            if occasion.number % 9 == 0:  # some rows come twice
                yield row


def _html(occasion: Occasion) -> str:
    education = occasion.education
    pieces = [f"<p>{education.text}</p>", f"<p>Förkunskaper:&nbsp;{education.eligibility}</p>"]
    if occasion.meetings:
        pieces.append("<p>Kursen l&auml;ses p&aring; distans. Prov skrivs på lärcentrum.</p>")
    if "evening" in occasion.marks:
        pieces.append("<p>Kvällskurs: tisdag och torsdag klockan 17.30&ndash;20.30.</p>")
    if "rolling" in occasion.marks:
        pieces.append("<p>Löpande antagning.</p>")
    pieces.append(
        "<p><a href=https://avux.example/studieformer target=_blank>L&auml;s&nbsp;om våra"
        " studieformer</a></p>"
    )
    return f"<![CDATA[ {''.join(pieces)} ]]>"


def _timestamp(day: str) -> str:
    return f"{day} 00:00:00.0000000" if day else ""


def write_small(occasions: Sequence[Occasion], path: Path) -> None:
    """A small town's own list: other column names, semicolons, Latin-1, dates in many forms."""
    with path.open("w", encoding="latin-1", newline="") as file:
        table = csv.writer(file, delimiter=";", lineterminator="\r\n")
        table.writerow(
            [
                *("Kurs", "Kod", "Poäng", "Kursstart", "Kursslut", "Studietakt", "Ort"),
                *("Träffar", "Sista ansökan", "Anordnare", "Förkunskaper", "Övrigt", "Salsnr"),
            ]
        )
        for occasion in occasions:
            education = occasion.education
            table.writerow(
                [
                    education.name,
                    education.code,
                    f"{education.points},0" if education.points else "",
                    _date(occasion.start, occasion.number),
                    _date(occasion.end, occasion.number + 1),
                    f"{occasion.pace} %" if occasion.pace else "",
                    occasion.places[0],
                    occasion.meetings,
                    _date(occasion.apply_until, occasion.number + 2),
                    occasion.provider.name,
                    education.eligibility,
                    education.text,
                    f"T{occasion.number % 4 + 1}",
                ]
            )


def _date(day: str, form: int) -> str:
    """One date in one of the five ways in which people write it."""
    if not day:
        return ""
    date = datetime.date.fromisoformat(day)
    month = "jan feb mar apr maj jun jul aug sep okt nov dec".split()[date.month - 1]
    return (
        day,
        f"{date.day}/{date.month} {date.year}",
        f"{date.day} {month} {date.year}",
        f"{date:%Y%m%d}",
        f"{date:%d.%m.%Y}",
    )[form % 5]


def write_workbook(path: Path) -> None:
    """Applications to give higher vocational programmes, three in four of them refused."""
    import openpyxl

    applications = list(rows("yh_applications.tsv"))
    book = openpyxl.Workbook()
    contents = book.active
    contents.title = "Innehållsförteckning"
    for line in (["Innehållsförteckning"], [MARK], [], ["Tabell 3"], ["Tabell 4"]):
        contents.append(line)
    table_3 = book.create_sheet("Tabell 3")
    table_4 = book.create_sheet("Tabell 4")
    for sheet, title, header in (
        (table_3, "Ansökningar om att få bedriva program, sorterade efter område", _TABLE_3),
        (table_4, "Utbildningar som är avsedda att bedrivas i flera kommuner", _TABLE_4),
    ):
        for line in (["Yrkeshögskolan, påhittat exempel"], [], [title], [MARK], [], [*header]):
            sheet.append(line)
    for number, row in enumerate(applications):
        places = row["places"].split(";")
        several = len(places) > 1
        head = [
            *(row["area"], row["sun"], row["sun_name"]),
            *(row["name"], row["decision"], row["number"]),
        ]
        rounds, granted, seats = int(row["rounds"]), int(row["granted"]), int(row["seats"])
        table_3.append(
            [
                *head,
                "Ja" if several else "Nej",
                len(places),
                _SEVERAL if several else _COUNTY,
                _SEVERAL if several else places[0],
                int(row["points"]),
                row["form"],
                int(row["pace"]),
                "Yrkeshögskoleexamen",
                5 if number % 6 == 0 else "5",
                "Nej",
                row["provider"],
                row["body"],
                rounds,
                granted,
                seats,
                rounds * seats,
                granted * seats,
            ]
        )
        if several:
            for place in places:
                table_4.append([*head, _COUNTY, place, len(places)])
    book.properties.creator = "Vägvis"
    buffer = BytesIO()
    book.save(buffer)
    package.write(path, buffer.getvalue(), _DECIDED)
