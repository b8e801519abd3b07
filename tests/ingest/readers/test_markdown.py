from __future__ import annotations

from ingest.readers import Facts
from tests.ingest.readers.shown import lines, only_page, reading


def test_headings_lists_and_tables() -> None:
    text = """# Handlingsplan

Inledande *stycke* med [länk](https://exempel.se)
på två rader.

## Mål

- öka **antalet** platser
- stärka vägledningen
  1. i kommunen
  2. i regionen

  Ett stycke i punkten.

| Mål | År |
| --- | ---: |
| Platser | 2030 |
| Vägledning | |
"""
    assert only_page(text, "plan.md") == [
        "# Handlingsplan",
        "Inledande stycke med länk på två rader.",
        "## Mål",
        "* öka antalet platser",
        "* stärka vägledningen",
        "* 1. i kommunen",
        "* 2. i regionen",
        "Ett stycke i punkten.",
        "| Mål | År",
        "| Platser | 2030",
        "| Vägledning |",
    ]


def test_a_title_block_gives_facts() -> None:
    text = """---
title: "Vägar till arbete"
date: 2019-05-30
publisher: Region Norrsken
lang: sv-SE
---

Texten.
"""
    read = reading(text, "a.md")
    assert read.facts == Facts("Vägar till arbete", "Region Norrsken", "2019-05-30", None, "sv")
    assert [block.text for block in read.pages[0].blocks] == ["Texten."]


def test_a_rule_at_the_start_is_no_title_block() -> None:
    assert only_page("---\n\nText mellan linjer\n\n---\n\nMer", "a.md") == [
        "Text mellan linjer",
        "Mer",
    ]


def test_a_long_paragraph_before_a_rule_is_no_heading() -> None:
    paragraph = "Ett stycke som är för långt för att vara en rubrik. " * 6
    assert only_page(f"{paragraph}\n---\n\nKort\n---", "a.md") == [paragraph.strip(), "## Kort"]


def test_html_and_code_inside_are_read() -> None:
    text = "<div><p>Ruta</p><ul><li>punkt</li></ul></div>\n\n    rad ett\n    rad två\n\n> Citat"
    assert only_page(text, "a.md") == ["Ruta", "* punkt", "rad ett", "rad två", "Citat"]


def test_hard_breaks_part_lines() -> None:
    assert only_page("Box 12  \n123 45 Klockvik", "a.md") == ["Box 12", "123 45 Klockvik"]


def test_html_within_a_text_is_read_as_it_is_shown() -> None:
    text = """Avgiften är 1 250<sup>3</sup> kronor, ~~900~~ och ytan 12 m<sup>2</sup>.

| Ort | Platser |
|---|---|
| Ekhamn | 24<br>30 |
| Solvik | 340<sup>1</sup> |
"""
    read = reading(text, "a.md")
    assert lines(read.pages[0]) == [
        "Avgiften är 1 250 kronor, och ytan 12 m².",
        "| Ort | Platser",
        "| Ekhamn | 24 30",
        "| Solvik | 340",
    ]
    assert [piece.text for piece in read.dropped] == ["900"]
