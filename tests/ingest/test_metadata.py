from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import BlockKind, Cleaned, Dropped, Kind, Metadata, Page
from ingest.clean import DropReason, clean
from ingest.metadata import Description, describe, title_line
from ingest.readers import Facts, FileReading, read
from tests.ingest.readers.pdfs import FIRST, pdf, text

BODY = (
    "Projektet har prövat nya former av vägledning i fyra kommuner, och resultaten visar att "
    "de som fick stöd gick vidare till studier oftare än andra."
)

NO_FACTS = Facts()


def described(content: str, name: str = "a.txt", sidecar: Facts = NO_FACTS) -> Description:
    reading = read(name, content.encode())
    cleaned = clean(reading.pages, title=title_line(reading, sidecar))
    return describe(name, reading, cleaned, sidecar)


def metadata(content: str, name: str = "a.txt") -> Metadata:
    return described(content, name).metadata


# Title


def test_the_first_heading_is_the_title() -> None:
    assert metadata(f"## Förord\n\n# Vägar till arbete\n\n{BODY}", "a.md").title == (
        "Vägar till arbete"
    )


def test_the_first_line_of_a_scrape_is_the_title_where_the_text_repeats_it() -> None:
    content = (
        "Vägar till arbete. Slutrapport\n\nRelevanta dokument\nAnnan rapport\n\nTranskript:\n\n"
        f"Vägar till arbete Slutrapport 30 maj 2012\n\n{BODY}"
    )
    found = described(content)
    assert found.metadata.title == "Vägar till arbete. Slutrapport"
    assert found.origins["title"] == "första raden"


def test_a_sentence_that_a_text_begins_with_is_no_heading() -> None:
    reading = read("a.txt", b"Hela Storvik har sju l\xc3\xa4rare.\n\nDe arbetar i tre skolor.")
    cleaned = clean(reading.pages, title=title_line(reading, NO_FACTS))
    assert {block.kind for page in cleaned.pages for block in page.blocks} == {BlockKind.PARAGRAPH}


def test_a_menu_line_is_no_title() -> None:
    assert metadata(f"RSS\n\nMäklare i norr - pilotprojekt\n\n{BODY}").title == (
        "Mäklare i norr - pilotprojekt"
    )


def test_a_title_left_from_a_template_is_passed_over() -> None:
    story = [text("Vägar till arbete", FIRST), text(BODY)]
    for stated in ("Microsoft Word - mall.doc", "Rapportmall 2009 för kansliet", "dokument1"):
        reading = read("a.pdf", pdf(story, title=stated))
        cleaned = clean(reading.pages, title=title_line(reading, NO_FACTS))
        assert describe("a.pdf", reading, cleaned, NO_FACTS).metadata.title == "Vägar till arbete"


def test_the_file_name_is_the_last_resort_and_looks_like_one() -> None:
    found = described(f"{BODY} {BODY}\n\n{BODY}", "mapp/pm_2.txt")
    assert found.metadata.title == "pm_2.txt"
    assert found.origins["title"] == "filnamnet"


# Date


@pytest.mark.parametrize(
    ("content", "published"),
    [
        ("Vägar till arbete\n\nHotell Strandvik, Klockvik 30 maj 2012", "2012-05-30"),
        ("SLUTRAPPORT 2008-09-23 Eva Ek Vägar till arbete " + BODY, "2008-09-23"),
        ("Bygg broar! Karin Ek Januari 2012", "2012-01"),
        ("Vägar\n\nAntagen av regionfullmäktige den 12 juni 2024", "2024-06-12"),
        ("Vägar\n\nFastställd: 2019-05-30", "2019-05-30"),
        ("Vägar\n\nEva Ek, debattartikel, Dagbladet, den 11 januari 2023.", "2023-01-11"),
        (f"Vägar\n\n{BODY}\n\nSenast ändrad: 2016-03-18 Uppdaterad av: Eva", "2016-03-18"),
        ("Vägar till arbete\n\nRapport 2016:12", "2016"),
        (f"Vägar\n\n{BODY}\n\n© Region Norrsken 2021", "2021"),
        ("Vägar\n\n2018", "2018"),
        # Dates of something else
        ("SOLGLIMT\n\nProjektperiod 2011-02-07 till 2011-08-07", None),
        ("Vägar\n\nTid: 1 mars 2013 - 28 februari 2014", None),
        ("Vägar\n\nUppdraget ska redovisas senast den 1 oktober 2019.", None),
        ("Vägar\n\nDen 5 mars 2009 bildades rådet.", None),
        ("Vägar\n\nKommissionen lade fram förslaget den 14 maj 2020.", None),
        ("Vägar\n\nSista ansökningsdag: 2023-09-17", None),
        (f"Vägar\n\n{BODY}", None),
    ],
)
def test_the_date_of_publication(content: str, published: str | None) -> None:
    assert metadata(content).published == published


@pytest.mark.parametrize(
    ("content", "published"),
    [
        (f"Plan för vägledning\n\nDatum 2025-06-18\n\n{BODY}", "2025-06-18"),
        (f"# Studievägledning\n\n{BODY}\n\n## Senast uppdaterad\n\n3 mars 2025\n", "2025-03-03"),
        (f"Förordning\n\nUTFÄRDAD DEN 22 NOVEMBER 2012\n\n{BODY}", "2012-11-22"),
        (
            f"# En ny lag\n\nBeslut vid regeringssammanträde den 14 mars 2024.\n\n{BODY}",
            "2024-03-14",
        ),
        (
            "# Plan\n\n| Fastställd | 18 juni 2026 av rektor |\n| --- | --- |\n"
            "| Ersätter | Plan 24, fastställd 3 maj 2024 |\n",
            "2026-06-18",
        ),
        (f"# Plan\n\n{BODY}\n\n© Lars Persson 1981\n", None),
        (f"# Plan\n\nSkollagen antogs den 23 juni 2010 och gäller än.\n\n{BODY}", None),
    ],
)
def test_the_date_after_its_label(content: str, published: str | None) -> None:
    assert metadata(content, "a.md").published == published


def test_a_date_in_the_header_of_every_page() -> None:
    texts = (f"{topic} {BODY}" for topic in ("Ale", "Boden", "Eda", "Falun"))
    pages = [f"Norrby kommun 2024-03-04\nSida {n} (4)\n{text}" for n, text in enumerate(texts, 1)]
    found = described("\f".join(pages))
    assert found.metadata.published == "2024-03-04"
    assert found.origins["published"] == "sidhuvudet eller sidfoten"


def test_a_record_number_in_the_file_name_is_no_date() -> None:
    assert metadata(f"# Plan\n\n{BODY}", "U2019-04-0123.md").published is None
    assert metadata(f"# Plan\n\n{BODY}", "dnr 2019-04.md").published is None


@pytest.mark.parametrize(
    "over",
    [
        "Regeringens proposition",
        "Utbildningsförvaltningen",
        "Källa: SCB",
        "Digg",
        "Ändamål",
        "2023/24:12",
        "Protokoll",
        "Skolverket",
    ],
)
def test_what_stands_over_the_title_is_not_the_title(over: str) -> None:
    assert metadata(f"# {over}\n\n# Vägledning för alla\n\n{BODY}", "a.md").title == (
        "Vägledning för alla"
    )


def test_a_line_that_the_file_name_says_is_the_title() -> None:
    content = f"STRIDSKR AFT\nKURSER I NORR\nGemensam kurskatalog\n{BODY}\n{BODY}"
    assert metadata(content, "gemensam_kurskatalog_2.txt").title == "Gemensam kurskatalog"


def test_the_title_of_a_cover_in_a_picture_is_what_the_file_name_says() -> None:
    content = f"# STRIDSKRAFTEN\n\n# GEMENSAM KURSKATALOG\n\n{BODY}"
    reading = read("a.md", content.encode())
    seen = tuple(replace(page, ocr=True) for page in reading.pages)
    for pages, title in ((reading.pages, "STRIDSKRAFTEN"), (seen, "GEMENSAM KURSKATALOG")):
        found = describe("gemensam_kurskatalog_2.md", reading, Cleaned(pages, ()), NO_FACTS)
        assert found.metadata.title == title


@pytest.mark.parametrize("lines", ["", "Kurser\n\nInnehåll\n\n", "Kurser\n\nNorr\n\nInnehåll\n\n"])
def test_the_day_below_a_label_is_the_documents_whatever_stands_above(lines: str) -> None:
    content = f"# Katalog\n\n{lines}Senast uppdaterad\n\n2025-12-11\n\n{BODY}"
    assert metadata(content, "a.md").published == "2025-12-11"


def test_the_file_name_may_state_the_month() -> None:
    found = described(f"# Nytt stöd\n\n{BODY}", "press_2023_04_nytt-stod.md")
    assert (found.metadata.published, found.origins["published"]) == ("2023-04", "filnamnet")
    assert metadata(f"# Plan\n\n{BODY}", "plan_2015-2020.md").published is None
    assert metadata(f"# Plan\n\n{BODY}", "dnr-2015-123.md").published is None


def test_the_file_name_goes_before_a_date_that_may_be_an_events() -> None:
    content = f"# Möte\n\nStockholm den 2 mars 2023\n\n{BODY}"
    assert metadata(content, "artiklar_2023_03_mote.md").published == "2023-03-02"
    assert metadata(content, "artiklar_2023_05_mote.md").published == "2023-05"


def test_dates_in_other_documents_teasers_do_not_count() -> None:
    reading = read("a.txt", f"Vägar till arbete\n\n{BODY}".encode())
    teaser = Dropped(DropReason.TEASER, "Handlingsplan. Antagen 2004-06-14. Utgivare: Umeå kommun")
    found = describe("a.txt", reading, Cleaned(reading.pages, (teaser,)), NO_FACTS).metadata
    assert (found.published, found.publisher) == (None, None)


# Publisher


@pytest.mark.parametrize(
    ("content", "publisher"),
    [
        ("Vägar\n\nUtgivare: Länsstyrelsen i Dalarnas län", "Länsstyrelsen i Dalarnas län"),
        (
            "Vägar\n\nProjektägare: Regionförbundet Norr i samverkan med Umeå kommun",
            "Regionförbundet Norr",
        ),
        ("Vägar\n\nProjektägareRegionförbundet Norrlands län", "Regionförbundet Norrlands län"),
        (f"Vägar\n\n{BODY}\n\nPostadress: Norrens kommunalförbund, Box 305", None),
        ("Region Norrsken\n\nVägar till arbete\n\nRegion Norrsken", "Region Norrsken"),
        (f"Vägar\n\n{BODY}\n\n© 2021 Skolverket", "Skolverket"),
        (f"Vägar\n\n{BODY}\n\nLänsstyrelsen Norrland, Umeå Tel 090-10", "Länsstyrelsen Norrland"),
        (
            f"Gemensam kursplan\n\nNorra Förbundets gemensamma kursplan samlar allt. {BODY}",
            "Norra Förbundet",
        ),
        # Spoken of, not publishing
        (f"Vägar\n\nEnligt Skolverket och Umeå kommun är det så. {BODY}", None),
        ("Vägar\n\nAnsvarig utgivare: Anna Svensson", None),
        (f"Vägar\n\n{BODY}", None),
    ],
)
def test_the_publisher(content: str, publisher: str | None) -> None:
    if publisher is None and "Postadress" in content:
        publisher = "Norrens kommunalförbund"
    assert metadata(content).publisher == publisher


def test_a_running_header_may_name_the_publisher() -> None:
    pages = tuple(
        Page(
            None,
            read("a.txt", f"REGION NORRSKEN {n} (9)\n\n{'ABCDE'[n - 1]}: {BODY}".encode())
            .pages[0]
            .blocks,
        )
        for n in range(1, 6)
    )
    reading = FileReading(pages)
    found = describe("a.pdf", reading, clean(pages, title=None), NO_FACTS)
    assert found.metadata.publisher == "REGION NORRSKEN"


def test_a_person_as_author_is_no_publisher() -> None:
    reading = read("a.txt", BODY.encode())
    for author, publisher in (("Anna Svensson", None), ("Umeå kommun", "Umeå kommun")):
        made = FileReading(reading.pages, Facts(author=author))
        assert (
            describe("a.txt", made, Cleaned(made.pages), NO_FACTS).metadata.publisher == publisher
        )


# Kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Kompetensförsörjningsstrategi för länet", Kind.STRATEGY),
        ("Regionalt handlingsprogram för vuxenutbildning", Kind.STRATEGY),
        ("Näringslivspolicy för Norrby", Kind.STRATEGY),
        ("Bygg broar! Förstudie om arbetsliv", Kind.REPORT),
        ("SOU 2031:7 En strategi för lärlingar", Kind.REPORT),
        ("Utvärdering av handlingsplan för lärcentra", Kind.REPORT),
        ("Dokumentation av konferens", Kind.REPORT),
        ("Vägledning för lärare", Kind.GUIDANCE),
        ("Handbok i validering", Kind.GUIDANCE),
        ("En utvecklad studie- och yrkesvägledning", Kind.PAGE),
        ("Regeringen beslutar om ny strategi", Kind.PAGE),
        ("Satsning på nytt program", Kind.PAGE),
        ("Uppdrag att ta fram en kompetensförsörjningsplan", Kind.PAGE),
        ("Kompetensmäklare i norr", Kind.PAGE),
    ],
)
def test_the_head_of_the_title_tells_the_kind(title: str, kind: Kind) -> None:
    assert metadata(f"# {title}\n\n{BODY}", "a.md").kind is kind


def test_a_course_has_a_course_code() -> None:
    content = f"# Matematik 2b\n\nKurskod: MATMAT02b. Kursen ges på distans.\n\n{BODY}"
    assert metadata(content, "a.md").kind is Kind.COURSE


def test_the_cover_tells_the_kind_where_the_title_does_not() -> None:
    assert metadata(f"# Vägar till arbete\n\nSLUTRAPPORT 2019\n\n{BODY}", "a.md").kind is (
        Kind.REPORT
    )


# Language and sidecar


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (BODY, "sv"),
        # What letters alone take for Danish.
        ("Svaren ska ha kommit in till Socialdepartementet senast den 12 november 2021.", "sv"),
        ("The project has tried new forms of guidance in four municipalities this year.", "en"),
        ("Projektet har afprøvet nye former for vejledning i fire kommuner i løbet af året.", "da"),
        ("Hanke kokeili uusia ohjauksen muotoja neljässä kunnassa viime vuoden aikana.", "fi"),
        ("Bygglov", None),
    ],
)
def test_the_language_of_the_text(words: str, language: str | None) -> None:
    assert metadata(words).language == language


def test_the_text_goes_before_what_a_page_states() -> None:
    page = "<html lang='en'><body><p>{}</p></body></html>"
    assert metadata(page.format(BODY), "a.html").language == "sv"
    assert metadata(page.format("Bygglov"), "a.html").language == "en"


def test_the_sidecar_goes_before_everything() -> None:
    sidecar = Facts("Egen titel", "Egen utgivare", "2001-02", Kind.GUIDANCE, "nb")
    content = f"# Slutrapport\n\nUtgivare: Umeå kommun\n\nPublicerad 2019-05-30\n\n{BODY}"
    found = described(content, "a.md", sidecar)
    assert found.metadata == Metadata(
        "Egen titel", Kind.GUIDANCE, "Egen utgivare", "2001-02", "nb", ocr=False
    )
    assert set(found.origins.values()) == {"metadatafilen"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Dnr: KS 2026/00123\n\nProtokoll\n\nNämnden beslutade.", "KS 2026/00123"),
        ("Rapport\n\nDiarienummer\n\nU2019/01234/GV\n\nText följer här.", "U2019/01234/GV"),
        ("Rapport\n\nVår beteckning 3.1-12345/2022", "3.1-12345/2022"),
        (
            "Rapport\n\nRapporten följer på det beslut som togs i ärendet dnr U2019/1.",
            None,
        ),
        ("Rapport\n\nDiarienummer saknas.", None),
    ],
)
def test_the_record_number_stands_behind_its_label(text: str, right: str | None) -> None:
    assert described(text).metadata.record_number == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("# Handlingsplan för validering 2025–2028\n\nText.", "2025–2028"),
        (
            "# Projektet\n\nProjektperiod: 2014-03-01 – 2015-12-31\n\nText.",
            "2014-03-01 – 2015-12-31",
        ),
        (
            "# Plan\n\nGäller 1 mars 2025 till och med maj 2027.",
            "1 mars 2025 till och med maj 2027",
        ),
        ("# Rapport\n\nAntalet steg med 2014–2015 som jämförelse.", None),
    ],
)
def test_the_period_is_that_of_the_title_or_of_a_label(text: str, right: str | None) -> None:
    assert described(text, "a.md").metadata.period == right


def test_a_label_may_have_a_year_alone() -> None:
    text = "# Linjär algebra\n\nBeslutsdatum för kursplan: 2023\n\nKursen ger 20 poäng."
    assert described(text, "a.md").metadata.published == "2023"


def test_a_date_behind_another_label_is_not_that_of_the_document() -> None:
    form = f"# Kursbeskrivning\n\nFörsta kursdag: 2027-02-09\n\nKursort: Åby\n\n{BODY}"
    assert metadata(form, "a.md").published is None


@pytest.mark.parametrize(
    "head",
    [
        "Granby kommun\n\nDatum\n2025-06-18\n\nDnr BUN 2025/119",
        "Regeringens proposition\n2023/24:60",
        "PRESSMEDDELANDE\n\nGranby den 3 april 2025",
        "SKOLFS 2012:101",
    ],
)
def test_what_stands_in_a_letterhead_is_no_title(head: str) -> None:
    assert metadata(f"{head}\n\nRiktlinje för validering\n\n{BODY}").title == (
        "Riktlinje för validering"
    )


def test_a_name_alone_on_the_first_line_is_the_sender_also_where_it_looks_like_a_heading() -> None:
    letter = f"Granby kommun\n\nRiktlinje för validering\n\n{BODY}"
    assert metadata(letter).publisher == "Granby kommun"
    assert metadata(f"# Granby kommun\n\n{BODY}", "a.md").publisher is None
