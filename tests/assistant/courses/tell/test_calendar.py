from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from assistant.courses.tell.calendar import calendar
from assistant.words.languages import Language
from tests.assistant.courses.made import bare, course

TODAY = dt.date(2026, 11, 22)
TEXT = st.text(
    st.one_of(
        st.sampled_from('\r\n\t;,:\\"^|\x00\x0b\x0c\x85\u2028åäö😀'),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)


def read(data: bytes) -> Calendar:
    whole = Calendar.from_ical(data)
    assert isinstance(whole, Calendar)
    return whole


def test_the_last_day_is_an_event_with_a_reminder_a_week_before() -> None:
    made = calendar([course()], TODAY)
    assert made.left_out == ()
    whole = read(made.data)
    assert whole["VERSION"] == "2.0"
    [event] = whole.events
    assert event.summary == "Sista ansökningsdag: Matematik 2b, Sundsvall"
    assert event.start == dt.date(2026, 12, 1)
    assert event.stamp == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    assert event.uid == "a1@vagvis"
    assert event.url == "https://exempel.se/ma2b"
    assert (event.description or "").split("\n") == [
        "Anordnare: Lyktesunds kommun",
        "Start: 18 januari 2027",
        "Källa: kurser.csv",
        "Datumet kommer från kurskatalogen. Kontrollera det hos anordnaren.",
    ]
    assert b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n" in made.data
    assert b"TRIGGER:-P7D" in made.data
    [alarm] = event.walk("VALARM")
    assert alarm["DESCRIPTION"] == "Om en vecka är det sista dagen: Matematik 2b, Sundsvall"
    assert event.errors == []


def test_a_course_without_a_last_day_is_left_out_and_told() -> None:
    made = calendar([bare(), course(), course(apply_until="snart", id="c")], TODAY)
    assert [own.id for own in made.left_out] == ["b0", "c"]
    assert len(read(made.data).events) == 1
    assert read(calendar([], TODAY).data).events == []


def test_the_file_is_the_same_each_time_and_holds_a_course_once() -> None:
    once = calendar([course(), course()], TODAY)
    assert once == calendar([course()], TODAY)
    later = calendar([course()], TODAY + dt.timedelta(days=1))
    assert read(later.data).events[0].uid == read(once.data).events[0].uid


def test_lines_are_folded_and_end_as_the_standard_has_it() -> None:
    data = calendar([course(name="Å" * 200)], TODAY).data
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    data.decode("utf-8")


def test_in_english() -> None:
    [event] = read(calendar([course()], TODAY, Language.ENGLISH).data).events
    assert event.summary == "Last day to apply: Matematik 2b, Sundsvall"


def test_an_address_that_is_none_is_left_out() -> None:
    for url in (
        "javascript:alert(1)",
        "https://exempel.se/\r\nBEGIN:VALARM",
        "https://å.se/ ",
        "https://exempel.se/\\n",
        None,
    ):
        [event] = read(calendar([course(url=url)], TODAY).data).events
        assert "URL" not in event


@given(TEXT, TEXT, TEXT)
def test_any_texts_give_a_valid_file_of_one_event(name: str, place: str, url: str) -> None:
    own = course(name=name, places=[place], provider=name, source=place, url="https://" + url)
    data = calendar([own], TODAY).data
    assert data.count(b"BEGIN:") == data.count(b"\r\nBEGIN:") + 1 == data.count(b"END:")
    [event] = read(data).events
    assert event.errors == []
    assert event.start == dt.date(2026, 12, 1)
    assert len(event.walk("VALARM")) == 1
    shown = str(event.summary).removeprefix("Sista ansökningsdag: ")
    assert "\n" not in shown


def test_a_chain_has_the_days_when_its_courses_begin_and_end() -> None:
    made = calendar([course(), bare()], TODAY, starts=True)
    assert [left.id for left in made.left_out] == [bare().id]
    events = {event.summary: event.start for event in read(made.data).events}
    assert events["Kursen börjar: Matematik 2b, Sundsvall"] == dt.date(2027, 1, 18)
    assert len({event.uid for event in read(made.data).events}) == len(events)
