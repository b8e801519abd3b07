from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assistant.app import App, open_app
from assistant.research.alignment import align
from assistant.research.changes import StatementDifference, changes
from assistant.research.comparison import comparison_reply
from assistant.research.statements import DocumentStatement
from assistant.research.timeline import timeline_reply
from assistant.settings import Settings
from corpus.lexicon import load_lexicon
from corpus.model import Filters, Passage
from corpus.swedish import normalise
from tests.assistant.research.editions import AFTER, BEFORE, TwoEditions, read_in


def told(app: App, ids: tuple[str, str], theme: str | None = None) -> set[tuple[str, str, str]]:
    """Kind, subject and section of every change."""
    reply = comparison_reply(ids, theme, app.retriever)
    return {(c.kind.value, c.what.value, c.aspect) for c in reply.changes}


def test_what_differs_is_told_and_what_is_reworded_or_moved_is_not(editions: TwoEditions) -> None:
    app, before, after = editions

    assert told(app, (before, after)) == {
        ("changed", "responsible", "Ansvar"),
        ("changed", "amount", "Pengar"),
        ("dropped", "amount", "Pengar"),
        ("changed", "goal", "Mål"),
        ("changed", "date", "Tid"),
        ("added", "goal", "Mål"),
    }


def test_documents_come_by_date_and_citations_stand_in_them(editions: TwoEditions) -> None:
    app, before, after = editions
    reply = comparison_reply((after, before), None, app.retriever)

    assert [document.id for document in reply.documents] == [before, after]
    cited = [c for change in reply.changes for c in (change.before, change.after) if c]
    cited += [c for row in reply.rows for cell in row.cells for c in cell.citations]
    for citation in cited:
        document = app.store.document(citation.document.id)
        assert document is not None
        assert normalise(document.text[citation.start : citation.end]) == citation.quote
    places = {c.n: (c.document.id, c.start, c.end) for c in cited}
    assert len(set(places.values())) == len(places)
    assert all(
        change.before is None or change.before.document.id == before for change in reply.changes
    )


def test_rows_have_a_cell_for_each_document(editions: TwoEditions) -> None:
    app, before, after = editions
    rows = comparison_reply((before, after), None, app.retriever).rows

    assert {row.aspect for row in rows} == {"Ansvar", "Pengar", "Mål", "Tid"}
    assert all([cell.document for cell in row.cells] == [before, after] for row in rows)
    money = next(row for row in rows if row.aspect == "Pengar")
    assert "2,5 miljoner" in money.cells[0].citations[0].quote
    assert "3,5 miljoner" in money.cells[1].citations[0].quote


def test_a_theme_leaves_the_rest_out(editions: TwoEditions) -> None:
    app, before, after = editions

    assert told(app, (before, after), "handledare") == {
        ("changed", "amount", "Pengar"),
        ("dropped", "amount", "Pengar"),
    }


def test_the_same_bytes_twice_and_from_a_store_built_anew(own_app: App, tmp_path: Path) -> None:
    """Also after documents came, were replaced and went."""

    def views(app: App, ids: tuple[str, str]) -> tuple[str, str]:
        comparison = comparison_reply(ids, None, app.retriever)
        timeline = timeline_reply(None, app.retriever, Filters(documents=frozenset(ids)))
        return comparison.model_dump_json(), timeline.model_dump_json()

    folder = tmp_path / "papers"
    folder.mkdir()
    read_in(own_app, folder, before=AFTER, after=BEFORE)
    ids = read_in(own_app, folder)
    others = {record.id for record in own_app.store.documents()} - set(ids)
    own_app.store.remove(others)
    changed = views(own_app, ids)

    with open_app(Settings(data=tmp_path / "anew"), "tests") as anew:
        assert read_in(anew, folder) == ids
        assert views(anew, ids) == views(anew, ids) == changed


LINES = st.lists(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])), max_size=9
)


@given(LINES)
def test_statements_are_matched_with_their_copies(lines: list[str]) -> None:
    passages = [Passage("made", i, 0, 0, line, "Rubrik", ()) for i, line in enumerate(lines)]
    several = [DocumentStatement(p.ordinal, p, 0, 0, normalise(p.text), "") for p in passages]
    lexicon = load_lexicon()
    alignment = align(several, several, lexicon)

    assert changes(several, several, alignment, lexicon) == [
        # What has no letters at all is like nothing.
        *(c for c in changes(several, several, alignment, lexicon) if not _has_letters(c))
    ]


def _has_letters(change: StatementDifference) -> bool:
    return any(one.words for one in (*change.before, *change.after))
