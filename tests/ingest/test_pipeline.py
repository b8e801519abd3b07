from __future__ import annotations

import gc
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import Filters, Kind
from corpus.store import Store, StoreFull
from ingest.explanation import explain
from ingest.files import BadPath
from ingest.pipeline import Progress, Summary, ingest, ingest_upload
from ingest.readers import Unreadable
from tests.corpus.hashing import HashingEmbedder
from tests.ingest.readers.pdfs import FIRST, pdf, text

BODY = (
    "Projektet har prövat nya former av vägledning i fyra kommuner, och resultaten visar att "
    "de som fick stöd gick vidare till studier oftare än andra."
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store", HashingEmbedder(), "test") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dokument"
    (made / "rapporter").mkdir(parents=True)
    (made / "a.txt").write_text(f"Vägar till arbete\n\n{BODY}", encoding="utf-8")
    (made / "b.md").write_text(f"# Handlingsplan\n\n{BODY}", encoding="utf-8")
    (made / "rapporter" / "c.html").write_text(
        f"<h1>Slutrapport</h1><p>{BODY}</p>", encoding="utf-8"
    )
    return made


def sources(store: Store) -> list[str]:
    return [record.source for record in store.documents()]


def outcome(summary: Summary) -> dict[str, list[str]]:
    """The parts of a summary that hold anything."""
    names = ("read", "unchanged", "changed", "moved", "copies", "removed")
    found = {name: sorted(getattr(summary, name)) for name in names}
    found["skipped"] = sorted(skipped.source for skipped in summary.skipped)
    return {name: listed for name, listed in found.items() if listed}


def test_a_folder_goes_in_and_a_second_run_changes_nothing(store: Store, folder: Path) -> None:
    everything = ["a.txt", "b.md", "rapporter/c.html"]
    summary = ingest([folder], store)
    assert outcome(summary) == {"read": everything}
    assert summary.passages == 3
    assert sources(store) == everything
    before = store.documents()

    assert outcome(ingest([folder], store)) == {"unchanged": everything}
    assert store.documents() == before
    assert store.verify() == []


def test_what_went_in_is_found(store: Store, folder: Path) -> None:
    ingest([folder], store)
    (first, *_) = store.keyword_search("handlingsplan vägledning", 3, Filters())
    (passage,) = store.passages([first[0]])
    document = store.document(passage.document_id)
    assert document is not None
    assert document.metadata.kind is Kind.STRATEGY
    assert document.location == str((folder / "b.md").resolve())
    assert document.text[passage.start : passage.end] == passage.text


def test_changed_is_replaced_and_vanished_is_removed(store: Store, folder: Path) -> None:
    ingest([folder], store)
    (folder / "a.txt").write_text(f"Nya vägar\n\n{BODY}", encoding="utf-8")
    (folder / "b.md").unlink()
    assert outcome(ingest([folder], store)) == {
        "changed": ["a.txt"],
        "removed": ["b.md"],
        "unchanged": ["rapporter/c.html"],
    }
    assert [record.metadata.title for record in store.documents()] == ["Nya vägar", "Slutrapport"]


def test_only_what_was_under_the_folder_is_removed(store: Store, folder: Path) -> None:
    ingest([folder], store)
    (folder / "a.txt").unlink()
    assert outcome(ingest([folder / "rapporter"], store)) == {"unchanged": ["c.html"]}
    assert outcome(ingest([folder / "b.md"], store)) == {"unchanged": ["b.md"]}
    assert "a.txt" in sources(store)


def test_a_file_that_is_given_twice_is_read_once(store: Store, folder: Path) -> None:
    paths = [folder / "a.txt", folder, folder / "rapporter" / ".." / "a.txt"]
    assert outcome(ingest(paths, store)) == {"read": ["a.txt", "b.md", "rapporter/c.html"]}


def test_a_moved_folder_is_not_read_twice(store: Store, folder: Path) -> None:
    ingest([folder], store)
    moved = folder.rename(folder.with_name("flyttad"))
    everything = ["a.txt", "b.md", "rapporter/c.html"]
    assert outcome(ingest([moved], store)) == {"moved": everything}
    assert sources(store) == everything
    assert all(record.location.startswith(str(moved)) for record in store.documents())


def test_a_copied_folder_is_another_place_of_its_documents(store: Store, folder: Path) -> None:
    ingest([folder], store)
    copy = folder.with_name("kopia")
    copy.mkdir()
    (copy / "a.txt").write_bytes((folder / "a.txt").read_bytes())
    assert outcome(ingest([copy], store)) == {"copies": ["a.txt"]}
    assert sources(store).count("a.txt") == 1


def test_a_sidecar_states_the_metadata_and_counts_as_a_change(store: Store, folder: Path) -> None:
    ingest([folder], store)
    sidecar = folder / "a.txt.meta.toml"
    sidecar.write_text('title = "Egen titel"\npublished = 2001', encoding="utf-8")
    assert outcome(ingest([folder], store))["changed"] == ["a.txt"]
    assert store.documents()[0].metadata.title == "Egen titel"
    assert store.documents()[0].metadata.published == "2001"
    assert outcome(ingest([folder], store))["unchanged"] == ["a.txt", "b.md", "rapporter/c.html"]

    sidecar.write_text("title = ", encoding="utf-8")
    summary = ingest([folder], store)
    assert outcome(summary)["skipped"] == ["a.txt"]
    assert "a.txt.meta.toml" in summary.skipped[0].reason
    assert store.documents()[0].metadata.title == "Egen titel"


def test_progress_comes_to_its_end(store: Store, folder: Path) -> None:
    seen: list[Progress] = []
    ingest([folder], store, seen.append)
    assert [(step.done, step.total) for step in seen] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert seen[1].source == "b.md"


def test_a_path_that_is_not_there_stops_before_anything_is_done(store: Store, folder: Path) -> None:
    with pytest.raises(BadPath, match="finns inte"):
        ingest([folder, folder / "borta"], store)
    assert sources(store) == []


def test_a_full_disk_leaves_what_was_put_before(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.pipeline.BATCH_DOCUMENTS", 1)
    put = store.put
    calls = []

    def full(*items: object) -> None:
        calls.append(items)
        if len(calls) == 3:
            raise StoreFull("Disken är full.")
        put(*items)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "put", full)
    with pytest.raises(StoreFull):
        ingest([folder], store)
    assert sources(store) == ["a.txt", "b.md"]
    monkeypatch.undo()
    assert outcome(ingest([folder], store)) == {
        "read": ["rapporter/c.html"],
        "unchanged": ["a.txt", "b.md"],
    }


def test_garbage_is_looked_for_again_when_an_upload_is_in(store: Store) -> None:
    ingest_upload("a.md", "# Mål\n\nKommunen ska ha fler lärcentrum.".encode(), store)
    assert gc.isenabled()


def test_an_upload_takes_the_place_of_one_of_the_same_name(store: Store, folder: Path) -> None:
    ingest([folder], store)
    first = ingest_upload("C:\\rapporter\\a.txt", f"Ett\n\n{BODY}".encode(), store)
    second = ingest_upload("a.txt", f"Två\n\n{BODY}".encode(), store)
    assert first == second
    record = store.record(first)
    assert record is not None
    assert (record.location, record.source) == ("upload:a.txt", "a.txt")
    assert [record.metadata.title for record in store.documents()].count("Två") == 1
    with pytest.raises(Unreadable, match="är tom"):
        ingest_upload("a.txt", b"", store)
    # Folders that are ingested say nothing of uploads.
    ingest([folder], store)
    assert sources(store).count("a.txt") == 2


def test_a_name_in_two_unicode_forms_is_one_document(store: Store, tmp_path: Path) -> None:
    name = "Bemanning på vägledningen.md"
    first = ingest_upload(unicodedata.normalize("NFC", name), f"# Ett\n\n{BODY}".encode(), store)
    second = ingest_upload(unicodedata.normalize("NFD", name), f"# Två\n\n{BODY}".encode(), store)
    assert first == second
    assert [record.metadata.title for record in store.documents()] == ["Två"]
    path = tmp_path / unicodedata.normalize("NFC", name)
    path.write_text(f"# Tre\n\n{BODY}", "utf-8")
    ingest([path], store)
    other = path.rename(tmp_path / unicodedata.normalize("NFD", name))
    other.write_text(f"# Fyra\n\n{BODY}", "utf-8")
    assert outcome(ingest([other], store)) == {"changed": [name]}


def test_one_content_under_several_names_is_one_document(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    folder.mkdir()
    plan, copy, other = (folder / name for name in ("plan.md", "plan (1).md", "plan 2.md"))
    for path in (plan, copy):
        path.write_text(f"# Plan\n\n{BODY}", "utf-8")
    assert outcome(ingest([folder], store)) == {"read": ["plan (1).md"], "copies": ["plan.md"]}
    (record,) = store.documents()
    assert record.copies == ((str(plan), "plan.md"),)
    assert outcome(ingest([folder], store)) == {"unchanged": ["plan (1).md", "plan.md"]}
    uploaded = ingest_upload("planen.md", plan.read_bytes(), store)
    assert uploaded == record.id

    copy.write_text(f"# Ny plan\n\n{BODY}", "utf-8")
    assert outcome(ingest([folder], store)) == {
        "changed": ["plan (1).md"],
        "unchanged": ["plan.md"],
    }
    names = {r.metadata.title: (r.id, r.source) for r in store.documents()}
    assert names["Plan"] == (record.id, "plan.md")
    assert names["Ny plan"][0] != record.id

    plan.rename(other)
    assert outcome(ingest([folder], store))["moved"] == ["plan 2.md"]
    kept = store.record(record.id)
    assert kept is not None
    assert kept.source == "plan 2.md"

    other.unlink()
    ingest([folder], store)
    kept = store.record(record.id)
    assert kept is not None
    assert kept.source == "planen.md"
    assert ingest_upload("planen.md", f"# Tredje\n\n{BODY}".encode(), store) != record.id
    assert sorted(r.metadata.title for r in store.documents()) == ["Ny plan", "Tredje"]


def test_an_explanation_tells_what_was_read_dropped_and_found(folder: Path) -> None:
    page = folder / "rapporter" / "c.html"
    page.write_text(
        f"<nav>Meny Sök</nav><main><h1>Slutrapport</h1><p>{BODY * 3}</p></main>", encoding="utf-8"
    )
    told = explain(page)
    assert told.metadata.title == "Slutrapport"
    assert told.origins["title"] == "första rubriken"
    assert "Meny Sök" in [piece.text for piece in told.dropped]
    assert told.passages[0].text.startswith("Slutrapport")
    assert told.reading.pages[0].blocks[0].text == "Slutrapport"
    with pytest.raises(BadPath, match="är en mapp"):
        explain(folder)


def test_a_pdf_keeps_its_printed_pages(store: Store, tmp_path: Path) -> None:
    def number(canvas: object, page: int) -> None:
        canvas.drawCentredString(300, 30, f"{page + 10}")  # type: ignore[attr-defined]

    story = [part for n in range(4) for part in (text(f"Del {n}", FIRST), text(BODY * 20 + str(n)))]
    path = tmp_path / "rapport.pdf"
    path.write_bytes(pdf(story, around=number))
    ingest([path], store)
    document = store.document(store.documents()[0].id)
    assert document is not None
    assert [page.number for page in document.pages] == [11, 12, 13]
    crossing = [one.pages for one in store.passages_of(document.id) if len(one.pages) > 1]
    assert (11, 12) in crossing
