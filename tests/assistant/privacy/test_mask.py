from __future__ import annotations

import datetime as dt
from itertools import zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.privacy import mask as module
from assistant.privacy.mask import Masker, MaskingFailed, mask, masked_or_refused
from assistant.privacy.plain import plain
from assistant.privacy.span import PersonalData, Span
from corpus.data_files import compiled


@pytest.mark.parametrize(
    "number",
    [
        "900101-9802",
        "19900101-9802",
        "9001019802",
        "199001019802",
        "900101 9802",
        "900101+9802",
        "900101-9803",  # a slip in the last figure
        "19900101-9803",
        "1990-01-01-9802",
        "9 0 0 1 0 1 9 8 0 2",
        "900161-9810",
        "18900161-9810",
        "900101-T123",
        "19900101-TF12",
        "９００１０１－９８０２",
        "900101\u200b-\u00a09802",
        "900101−9802",
        "900101&#45;9802",
        "900101-\n9802",
    ],
)
def test_an_identity_number_is_masked(number: str) -> None:
    assert mask(f"Jag har {number} här.").text == "Jag har [personnummer] här."


@pytest.mark.parametrize(
    "number",
    [
        "070-174 06 05",
        "0701740605",
        "+46 70-174 06 05",
        "+46 (0)70 174 06 05",
        "0046701740605",
        "(031) 390 06 00",
        "08-465 004 00",
        "0980/31 92 00",
        "070–174\n06 05",
        "+358 40 123 4567",
    ],
)
def test_a_phone_number_is_masked(number: str) -> None:
    assert mask(f"Ring {number}, tack.").text == "Ring [telefon], tack."


@pytest.mark.parametrize(
    "address",
    [
        "anna.berg@exempel.example",
        "anna (at) exempel.se",
        "anna.berg at exempel punkt se",
        "åsa snabel-a exempel.se",
        "anna&#64;exempel.example",
        "anna @ exempel.example",
    ],
)
def test_an_email_address_is_masked(address: str) -> None:
    assert mask(f"Skriv till {address}!").text == "Skriv till [e-post]!"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Storgatan 12 B, lgh 1102, 852 31 Sundsvall", "[adress] Sundsvall"),
        ("c/o Andersson, Box 123, 851 02 Sundsvall", "[adress] Sundsvall"),
        ("Jag bor på Humlehöjden 4 i Timrå.", "Jag bor på [adress] i Timrå."),
        ("hos mig, storgatan 3", "hos mig, [adress]"),
        ("postnummer 85231", "postnummer [adress]"),
    ],
)
def test_an_address_is_masked_and_its_town_stays(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "556677-8899 och 212000-2411 är organisationsnummer",
        "2027-01-18, 18 januari 2027, 2012-05-30 2013-06-01",
        "427 460 kr, 62 %, 1 500 poäng, MATMAT02b, SSYK 5330, MYH 2024/3043",
        "ISBN 978-91-47-08430-1 och ISBN 91-20-12345-6",
        "08.00-16.30 på Komvux Sundsvall, riksväg 40",
        "Projekttid 091001-120930, 12 (45)",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    masked = mask(text)
    assert masked.text == text
    assert masked.counts == {}


def test_one_number_has_one_placeholder_in_all_texts_of_an_exchange() -> None:
    masker = Masker()
    masked = masker.mask("Ring 070-174 06 05 eller 070-174 06 06.")
    assert masked.text == "Ring [telefon] eller [telefon 2]."
    assert masked.counts == {PersonalData.PHONE: 2}
    assert masker.mask("0701740606").text == "[telefon 2]"


def test_contact_details_come_back_and_identity_numbers_do_not() -> None:
    masker = Masker()
    masker.mask("900101-9802 och vagledare@exempel.example")
    answer = masker.restore("Skriv till [e-post] om [personnummer] och [telefon].")
    assert answer == "Skriv till vagledare@exempel.example om [personnummer] och [telefon]."


def test_a_failure_tells_nothing_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise ValueError(text)

    monkeypatch.setattr(module, "emails", broken)
    with pytest.raises(MaskingFailed) as caught:
        masked_or_refused("900101-9802")
    assert "900101" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_text_with_always_more_to_mask_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "emails", lambda _: [Span(0, 1, PersonalData.EMAIL)])
    with pytest.raises(MaskingFailed):
        masked_or_refused("Hej")


def luhn(nine: str) -> str:
    figures = "".join(str(int(one) * (2 - n % 2)) for n, one in enumerate(nine))
    return str(-sum(int(one) for one in figures) % 10)


days = st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1))


@given(
    days,
    st.integers(980, 999),
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from(["", "", " ", "\n", "\u00a0", "\u200b", "  ", "\t"]), max_size=11),
)
@settings(max_examples=300)
def test_a_right_number_is_masked_in_any_spacing(
    born: dt.date, serial: int, coordination: bool, century: bool, gaps: list[str]
) -> None:
    day = born.day + 60 * coordination
    nine = f"{born:%y%m}{day:02}{serial}"
    number = f"{born.year // 100 if century else ''}{nine}{luhn(nine)}"
    spaced = "".join(
        figure + gap for figure, gap in zip_longest(number, gaps[: len(number) - 1], fillvalue="")
    )
    assert mask(f"Hej, {spaced}, tack").text == "Hej, [personnummer], tack"


pieces = st.sampled_from(
    [
        *"0123456789 -+.@/()\n",
        "900101",
        "9802",
        "070",
        "174 06 05",
        "gatan",
        "Stor",
        "Box ",
        "852 31 ",
        "Sundsvall",
        "[telefon]",
        "anna",
        "exempel.se",
        " at ",
        "&#64;",
        "\u200b",
        "personnummer ",
        "c/o ",
        "bor på ",
        "lgh ",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(pieces, max_size=25).map("".join)))
@settings(max_examples=400)
def test_masking_twice_is_masking_once(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


@given(st.text(alphabet="ab1 \n–\u200b\u0301&amp;#64;%40\\n"))
def test_what_is_odd_in_a_text_has_its_place_in_it(text: str) -> None:
    read = plain(f"{text}|900101-9802|{text}")
    start = read.text.index("|900101")
    first, last = read.origin(start, start + len("|900101-9802|"))
    assert (first, last) == (len(text), len(text) + len("|900101-9802|"))


def test_a_hint_is_held_by_all_that_its_pattern_meets() -> None:
    address = (
        "Bor på Nya Vägen 3, c / o Ek. Adress: Ekvägen 7 b, lgh 1102, Storg. 5, box 12, 852 31 Ås"
    )
    hints = compiled("hints", "assistant.privacy")
    met = {name for name in hints if hints[name].search(address.lower())}
    assert {"care_of", "lives", "called_address", "flat", "short", "box", "postal_code"} <= met
