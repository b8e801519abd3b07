"""What a reader of a web page can see or open is text; what nobody can see is not."""

from __future__ import annotations

import pytest

from ingest.readers.reading import LeftOut
from tests.ingest.readers.shown import only_page, reading

TEXT = "<p>" + "Vägledningen hjälper dig att välja utbildning. " * 6 + "</p>"
READ = ("Vägledningen hjälper dig att välja utbildning. " * 6).strip()


def hidden(page: str) -> list[str]:
    dropped = reading(page, "a.html").dropped
    return [piece.text for piece in dropped if piece.rule == LeftOut.HIDDEN]


@pytest.mark.parametrize(
    "panel",
    [
        "<h2><button aria-controls='p' aria-expanded='false'>Kostnad</button></h2>"
        "<div id='p' hidden><p>900 kronor.</p></div>",
        "<h2>Frågor</h2><button aria-controls='p'>Kostnad</button>"
        "<div id='p' style='display: none'><p>900 kronor.</p></div>",
        "<h2>Frågor</h2><details><summary>Kostnad</summary><p>900 kronor.</p></details>",
        "<h2>Frågor</h2><details><summary><h3>Kostnad</h3></summary>900 kronor.</details>",
        "<h2>Frågor</h2><button type='button' data-bs-target='#p'>Kostnad</button>"
        "<div class='collapse' id='p' hidden>900 kronor.</div>",
        "<style>.panel {display: none} .panel.open {display: block}</style>"
        "<h2>Kostnad</h2><div class='panel'><p>900 kronor.</p></div>",
        "<h2 onclick=\"visa('p')\">Kostnad</h2><div id='p' style='display:none'>900 kronor.</div>",
        "<h2>Frågor</h2><div role='tablist'><a role='tab' href='#p'>Kostnad</a></div>"
        "<div role='tabpanel' id='p' hidden><p>900 kronor.</p></div>",
        "<h2>Frågor</h2><div role='button' aria-controls='p' aria-expanded='false'>Kostnad</div>"
        "<div id='p' hidden>900 kronor.</div>",
        "<h2>Frågor</h2><a href='#p' data-toggle='collapse'>Kostnad</a>"
        "<div class='collapse' id='p'>900 kronor.</div>",
        "<h2>Frågor</h2><ul class='nav'><li><a href='#p' data-toggle='tab'>Kostnad</a></li></ul>"
        "<div class='tab-pane' id='p'>900 kronor.</div>",
        "<style>.a {display:none} input:checked + label + .a {display:block}</style><h2>Frågor</h2>"
        "<input type='checkbox' id='c'><label for='c'>Kostnad</label>"
        "<div class='a'>900 kronor.</div>",
        "<h2>Frågor</h2><button role='tab' id='t'>Kostnad</button>"
        "<div role='tabpanel' id='p' aria-labelledby='t' hidden>900 kronor.</div>",
    ],
)
def test_what_can_be_opened_is_text_under_the_words_that_open_it(panel: str) -> None:
    read = only_page(f"<main><h1>Vux</h1>{TEXT}{panel}</main>", "a.html")
    at = read.index("900 kronor.")
    assert read[at - 1].lstrip("#") == " Kostnad"
    assert read[at - 1].startswith("#")
    assert sum("Kostnad" in line for line in read) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>Utkast: 1 900 kronor.</p>",
        "<div style='visibility:hidden'><p>Utkast: 1 900 kronor.</p></div>",
        "<p style='font-size: 0'>Utkast: 1 900 kronor.</p>",
        "<p style='position:absolute; left: -9999px'>Utkast: 1 900 kronor.</p>",
        "<style>.draft, #x { display : none; }</style><p class='draft'>Utkast: 1 900 kronor.</p>",
        "<style>div.a > p {display:none} @media print {div.a > p {display:block}}</style>"
        "<div class='a'><p>Utkast: 1 900 kronor.</p></div>",
        "<p style='color:#fff; background-color:#fff'>Utkast: 1 900 kronor.</p>",
        "<span class='visually-hidden'>Utkast: 1 900 kronor.</span>",
        "<dialog><p>Utkast: 1 900 kronor.</p></dialog>",
        "<details><summary>Mer</summary>Text.</details><p hidden>Utkast: 1 900 kronor.</p>",
        "<div role='dialog'><button>Tillåt</button></div><p hidden>Utkast: 1 900 kronor.</p>",
    ],
)
def test_what_nobody_can_see_is_told_and_not_read(markup: str) -> None:
    page = f"<main><h1>Avgift</h1>{TEXT}Före {markup} efter.</main>"
    assert "1 900" not in " ".join(only_page(page, "a.html"))
    assert "efter." in " ".join(only_page(page, "a.html"))
    assert hidden(page) == ["Utkast: 1 900 kronor."]


def test_a_hidden_row_of_a_table_is_not_read() -> None:
    page = (
        "<table><tr><th>Kurs</th><th>Pris</th></tr><tr hidden><td>A</td><td>9</td></tr>"
        "<tr><td>B</td><td>7 <span style='display:none'>8</span></td></tr></table>"
    )
    assert only_page(page, "a.html") == ["| Kurs | Pris", "| B | 7"]


def test_what_some_screens_show_is_text() -> None:
    style = "<style>.wide {display:none} @media (min-width: 40em) {.wide {display:block}}</style>"
    page = f"<body>{style}<p class='wide'>Syns.</p></body>"
    assert only_page(page, "a.html") == ["Syns."]


def test_what_no_screen_shows_is_left_out() -> None:
    hidden = "{.a .off-%s {display:none}}"
    page = (
        f"<style>@media (min-width:1025px) {hidden % 'wide'} @media (max-width:767px) "
        f"{hidden % 'narrow'} @media (min-width:768px) and (max-width:1024px) {hidden % 'mid'}"
        "</style><div class='a'><p class='off-wide off-mid off-narrow'>Förra årets pris.</p>"
        "<p class='off-narrow'>900 kr</p></div>"
    )
    assert only_page(page, "a.html") == ["900 kr"]


def test_what_a_telephone_shows_instead_is_left_out_and_what_no_printer_shows_is_text() -> None:
    style = (
        "<style>.phone {display:none} @media (max-width:600px) {.phone {display:block}"
        " .table {display:none}} @media print {.box {display:none}}</style>"
    )
    page = (
        f"<body>{style}<p class='table'>Avgift: 650 kr</p><p class='phone'>Avgift: 400 kr</p>"
        "<p class='box'>Drop-in tisdagar</p></body>"
    )
    assert only_page(page, "a.html") == ["Avgift: 650 kr", "Drop-in tisdagar"]


def test_what_is_hidden_behind_an_accordion_is_none_of_its_panels() -> None:
    page = (
        "<body><style>.off {display:none}</style><div class='faq'><h3><button>Kan jag låna?"
        "</button></h3><div class='off'><p>Ja, mot 300 kronor.</p></div></div>"
        "<p class='off'>Utkast: avgiften höjs.</p></body>"
    )
    assert only_page(page, "a.html") == ["### Kan jag låna?", "Ja, mot 300 kronor."]


def test_a_list_counts_down_where_its_page_does() -> None:
    page = "<ol reversed><li>Svets</li><li value='7'>Bygg</li><li>El</li></ol>"
    assert only_page(page, "a.html") == ["* 3. Svets", "* 7. Bygg", "* 6. El"]


FACTS = "<h2>Fakta</h2><dl><dt>Start</dt><dd>23 augusti 2027</dd></dl>"


@pytest.mark.parametrize(
    "page",
    [
        f"<main><article><h1>Florist</h1>{TEXT}</article><div class='sidebar'>{FACTS}</div></main>",
        f"<main><h1>Florist</h1>{TEXT}</main><aside>{FACTS}</aside>",
        f"<article><h1>Florist</h1>{TEXT}</article><div class='course-facts'>{FACTS}</div>",
        f"<h1>Florist</h1>{TEXT}<aside class='sidebar'>{FACTS}</aside>",
        f"<main><h1>Florist</h1>{TEXT}<div class='card-footer'>{FACTS}</div></main>",
    ],
)
def test_a_box_of_facts_beside_the_text_is_read(page: str) -> None:
    menu = "<nav><a href='/'>Start</a></nav>"
    read = only_page(f"<body>{menu}{page}<footer>Adress</footer></body>", "a.html")
    assert read == ["# Florist", READ, "## Fakta", "Start: 23 augusti 2027"]


def test_a_button_that_opens_nothing_is_no_text() -> None:
    page = "<h1>Florist <button>Kopiera länk</button></h1><p>Text.</p><button>Dela</button>"
    assert only_page(page, "a.html") == ["# Florist", "Text."]


def test_a_box_of_links_is_a_menu_and_told() -> None:
    links = "".join(f"<li><a href='/{n}'>Kurs nummer {n}</a></li>" for n in range(5))
    page = f"<main><h1>Vux</h1>{TEXT}<div class='sidebar'><ul>{links}</ul></div></main>"
    assert only_page(page, "a.html") == ["# Vux", READ]
    assert "Kurs nummer 3" in reading(page, "a.html").dropped[0].text


def test_terms_stand_beside_what_explains_them() -> None:
    page = (
        "<dl><dt>Ort:</dt><dd>Ekhamn</dd><dd>Sjövik</dd>"
        "<div><dt>Start</dt><dd><b>23</b> augusti</dd></div>"
        "<dt>Vem kan söka?</dt><dd><p>Alla.</p><p>Även du.</p></dd></dl>"
    )
    assert only_page(page, "a.html") == [
        "Ort: Ekhamn",
        "Ort: Sjövik",
        "Start: 23 augusti",
        "Vem kan söka?",
        "Alla.",
        "Även du.",
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><strong>Start</strong><br>23 augusti 2027</p>",
        "<p><b>Start:</b><br>23 augusti 2027</p>",
        "<div class='fact'><div class='fact-label'>Start</div><div>23 augusti 2027</div></div>",
        "<li><span class='label'>Start:</span> <span>23 augusti 2027</span></li>",
    ],
)
def test_a_label_stands_beside_its_value(markup: str) -> None:
    assert only_page(markup, "a.html")[0].lstrip("* ") == "Start: 23 augusti 2027"


def test_what_is_struck_out_no_longer_holds() -> None:
    page = "<p>Avgiften är <del>500</del> <s>600</s> 650 kronor.</p>"
    assert only_page(page, "a.html") == ["Avgiften är 650 kronor."]
    assert [piece.text for piece in reading(page, "a.html").dropped] == ["500", "600"]


@pytest.mark.parametrize(
    ("markup", "right"),
    [
        ("var 1 250<sup>3</sup> elever", "var 1 250 elever"),
        ("var 42 procent<sup><a href='#n4'>4</a></sup>.", "var 42 procent."),
        ("år <b>2024</b><sup>5,6</sup>", "år 2024"),
        ("<sup>1</sup>Se rapporten", "1 Se rapporten"),
        ("är 45 m<sup>2</sup> stor", "är 45 m² stor"),
        ("CO<sub>2</sub> och 12<sub>1</sub>", "CO2 och 12 1"),
        ("340<span style='vertical-align: super'>2</span> elever", "340 elever"),
        ("Den 1<sup>a</sup> och X<sup>TM</sup>", "Den 1 och XTM"),
    ],
)
def test_a_raised_mark_never_melts_into_what_it_follows(markup: str, right: str) -> None:
    assert only_page(f"<p>{markup}</p>", "a.html") == [right]
    cells = f"<table><tr><td>A</td><td>{markup}</td></tr></table>"
    assert only_page(cells, "a.html") == [f"| A | {right}"]


def test_numbers_that_a_browser_counts_stand_with_their_items() -> None:
    read = only_page(
        f"<main>{TEXT}<ol start=3><li>Fyll i</li><li value=7><p>Skicka</p></li><li>Vänta</li></ol>"
        "<ol type=a><li>Ja</li></ol><ol type=I><li>Ett</li></ol><ul><li>Sist</li></ul></main>",
        "a.html",
    )
    numbered = ["* 3. Fyll i", "* 7. Skicka", "* 8. Vänta", "* a. Ja", "* I. Ett", "* Sist"]
    assert read[1:] == numbered


def test_a_short_table_in_a_cell_is_rows_of_the_table_around_it() -> None:
    read = only_page(
        f"<main>{TEXT}<table><tr><th>Ort</th><th>Tider</th></tr><tr><td>Ekhamn</td><td><table>"
        "<tr><td>Måndag</td><td>9–11</td></tr></table></td></tr></table></main>",
        "a.html",
    )
    assert read[1:] == ["| Ort | Tider | Tider", "| Ekhamn | Måndag | 9–11"]


def test_the_head_that_tables_in_cells_share_names_the_columns_once() -> None:
    def inner(day: str, price: str) -> str:
        return (
            "<table><tr><th>Dag<th>Pris</tr>"
            f"<tr><td>{day}<td>{price}</tr><tr><td>Fredag<td>900 kr</tr></table>"
        )

    read = only_page(
        f"<main>{TEXT}<table><tr><th>Kurs<th>Tider</tr>"
        f"<tr><td>Svets<td>{inner('Måndag', '1 200 kr')}</tr>"
        f"<tr><td>Keramik<td>{inner('Tisdag', '1 450 kr')}</tr></table></main>",
        "a.html",
    )
    assert read[1:] == [
        "| Kurs | Tider Dag | Tider Pris",
        "| Svets | Måndag | 1 200 kr",
        "| Svets | Fredag | 900 kr",
        "| Keramik | Tisdag | 1 450 kr",
        "| Keramik | Fredag | 900 kr",
    ]


def test_fields_of_a_form_part_the_words_around_them() -> None:
    read = only_page(
        f"<main>{TEXT}<p>Ort<select><option>A</select>Namn<input></p></main>", "a.html"
    )
    assert read[1:] == ["Ort Namn"]


def test_what_the_style_of_a_page_strikes_out_no_longer_holds() -> None:
    page = (
        "<style>.c5{color:red;text-decoration:line-through}</style>"
        "<p>Planen gäller <span class='c5'>2025</span> 2026.</p>"
    )
    assert only_page(page, "a.html") == ["Planen gäller 2026."]
    assert [piece.text for piece in reading(page, "a.html").dropped] == ["2025"]


def test_what_is_ticked_and_chosen_stands_in_the_text() -> None:
    page = """<ul><li><input type="checkbox" checked> Heltid<li><input type="checkbox"> Deltid</ul>
    <p><label>Ort <select><option>Lund<option selected>Ekhamn</select></label>
    <label for="d">Distans</label> <input id="d" type="radio" checked></p>"""
    assert only_page(page, "a.html") == ["* ☒ Heltid", "* ☐ Deltid", "Ort Ekhamn Distans ☒"]


def test_an_icon_alone_in_its_cell_is_what_it_is_called() -> None:
    page = """<table><tr><th>Kurs<th>Distans<th>CSN<th>Kväll<th>Natt</tr>
    <tr><td>Svets<td><img alt="Ja"><td><i aria-label="Nej"></i><td><svg><title>Ja</title></svg>
    <td><i class="fa"></i><span class="sr-only">Nej</span></tr>
    <tr><td>Vård <img alt="Vårdsal"><td><a href="/x"><img alt="Nästa"></a><td>x<td>x<td>x</tr>
    </table>"""
    assert only_page(page, "a.html")[1:] == [
        "| Svets | Ja | Nej | Ja | Nej",
        "| Vård | | x | x | x",
    ]


def test_an_icon_without_a_name_is_the_sign_that_its_class_says() -> None:
    page = """<table><tr><th>Kurs<th>Distans<th>CSN<th>Kväll</tr><tr><td>Svets
    <td><i class="fa fa-check"></i><td><svg><use href="#icon-times"/></svg><td><i class="fa"></i>
    </tr></table>"""
    assert only_page(page, "a.html")[1:] == ["| Svets | ✓ | ✗ |"]


def test_words_that_a_style_writes_are_read_and_its_icons_are_not() -> None:
    page = """<style>.a::before, b.b:after{content:"Kostnad: "; color:red} .c:before{content:"→"}
    .c::after{content:'\\f101'} @media print{.d:after{content:"utskrift"}}</style>
    <p class="a">900 kr</p><p class="c">Till <b class="b">start <i>nu</i></b></p><p class="d">x"""
    assert only_page(page, "a.html") == ["Kostnad: 900 kr", "Till start nuKostnad:", "x"]


def test_words_in_a_drawing_are_lines() -> None:
    page = """<p>Så gick det.<svg><defs><text>mall</text></defs><title>Diagram</title>
    <text y="20"><tspan>78</tspan> <tspan>procent</tspan></text><text y=40>Lund</text>
    <text x=9 y=20>fick arbete</text><path d="M0"/></svg><svg><path/></svg></p>"""
    assert only_page(page, "a.html") == ["Så gick det.", "78 procent fick arbete", "Lund"]


def test_tables_by_their_roles_and_pieces_that_a_style_sets_apart() -> None:
    page = """<div role="table"><div role="row"><span role="columnheader">Kurs</span><span
    role="columnheader">Platser</span></div><div role="row"><span role="cell">Svets</span><span
    role="cell">20</span></div></div><div><span>Start</span><b>11 januari</b></div>
    <p><span>Kom</span><span>vux</span></p>"""
    assert only_page(page, "a.html") == [
        "| Kurs | Platser",
        "| Svets | 20",
        "Start 11 januari",
        "Komvux",
    ]


CARDS = "<div><{0}>Anna Berg</{0}><p>Rektor</p><p>0500-12 34 01</p></div>"


@pytest.mark.parametrize("tag", ["p", "h3", "span"])
def test_a_card_without_labels_is_one_line(tag: str) -> None:
    page = f"<div>{CARDS.format(tag)}{CARDS.format(tag).replace('Anna Berg', 'Siv Ask')}</div>"
    assert only_page(page, "a.html") == [
        "Anna Berg, Rektor, 0500-12 34 01",
        "Siv Ask, Rektor, 0500-12 34 01",
    ]


@pytest.mark.parametrize("word", ["Totalt", "Summa"])
def test_a_sum_below_all_groups_is_of_none_of_them(word: str) -> None:
    groups = "".join(
        f"<tr><th colspan=2>{name}</th></tr><tr><td>{course}</td><td>12</td></tr>"
        for name, course in (("Vård", "Undersköterska"), ("Bygg", "Snickare"))
    )
    foot = f"<tfoot><tr><th>{word}</th><td>24</td></tr></tfoot>"
    head = "<thead><tr><th>Kurs</th><th>Platser</th></tr></thead>"
    found = only_page(f"<table>{head}<tbody>{groups}</tbody>{foot}</table>", "a.html")
    assert found[-2:] == ["| Bygg | Snickare | 12", f"| | {word} | 24"]


def test_a_sum_of_each_group_keeps_its_label() -> None:
    groups = "".join(
        f"<tr><th colspan=2>{name}</th></tr><tr><td>Kurs</td><td>12</td></tr>"
        "<tr><td>Summa</td><td>12</td></tr>"
        for name in ("Vård", "Bygg")
    )
    found = only_page(f"<table><tr><th>Kurs</th><th>Platser</th></tr>{groups}</table>", "a.html")
    assert [line for line in found if "Summa" in line] == [
        "| Vård | Summa | 12",
        "| Bygg | Summa | 12",
    ]
