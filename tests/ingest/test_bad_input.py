"""Files that trouble makes: each is told in one line, and the others go in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from ingest import document_text, files, isolated
from ingest.pipeline import ingest
from tests.corpus.hashing import HashingEmbedder
from tests.ingest.readers.pdfs import at, drawn, scanned

GOOD = b"Ett dokument\n\nMed text som kan l\xe4sas, trots att den \xe4r i Latin-1."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store", HashingEmbedder(), "test") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dokument"
    made.mkdir()
    (made / "bra.txt").write_bytes(GOOD)
    return made


def reasons(folder: Path, store: Store) -> dict[str, str]:
    """What was skipped and why; the good file must be in."""
    summary = ingest([folder], store)
    assert "bra.txt" in [record.source for record in store.documents()]
    told = {skipped.source: skipped.reason for skipped in summary.skipped}
    assert all("\n" not in reason and reason.endswith(".") for reason in told.values())
    return told


def test_each_bad_file_is_told_and_the_others_go_in(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no tesseract
    bad = {
        "tom.pdf": (b"", "är tom"),
        "skadad.pdf": (b"%PDF-1.4 trasig", "är skadad"),
        "last.pdf": (drawn(lambda c: at(c, 60, 99, "x"), password="x"), "lösenord"),  # noqa: S106
        "skannad.pdf": (scanned("Text på bild"), "är inskannad"),
        "bild.txt": (b"\xff\xd8\xff\xe0\0\0JFIF", "är en bild"),
        "fel.docx": (b"PK\x03\x04trasig", "är skadad"),
        "binar.txt": (bytes(range(256)), "läsbar text"),
        "kurser.csv": (b"Kurskod;Kursnamn;Ort\n", "rubrikrad"),
        "arkiv.zip": (b"PK\x05\x06" + b"\0" * 18, "arkiv"),
        "tomma.html": (b"<html><body></body></html>", "ingen text"),
        "ensam.meta.toml": (b"title = 'x'", "utan dokument"),
    }
    for name, (data, _) in bad.items():
        (folder / name).write_bytes(data)
    told = reasons(folder, store)
    assert set(told) == set(bad)
    for name, (_, words) in bad.items():
        assert words in told[name]


def test_a_pdf_with_another_name_is_read_as_pdf(folder: Path, store: Store) -> None:
    (folder / "egentligen.txt").write_bytes(drawn(lambda c: at(c, 60, 99, "En PDF med text")))
    assert reasons(folder, store) == {}
    titles = {record.source: record.page_count for record in store.documents()}
    assert titles["egentligen.txt"] == 1


def test_many_files_with_some_broken(folder: Path, store: Store) -> None:
    for number in range(200):
        good = f"Dokument {number}\n\nText nummer {number} om vägledning."
        (folder / f"{number:03}.txt").write_text("" if number % 50 == 0 else good)
    assert sorted(reasons(folder, store)) == ["000.txt", "050.txt", "100.txt", "150.txt"]
    assert len(store.documents()) == 197


def test_files_of_the_system_and_hidden_ones_are_passed_over(folder: Path, store: Store) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "readme.md").write_text("Hej")
    for name in (".dold.txt", "~$bra.docx", "Thumbs.db", "desktop.ini"):
        (folder / name).write_text("Hej")
    assert reasons(folder, store) == {}
    assert len(store.documents()) == 1


def test_a_store_inside_the_folder_is_passed_over(folder: Path) -> None:
    with Store.open(folder / "data", HashingEmbedder(), "test") as inside:
        assert reasons(folder, inside) == {}
        assert len(inside.documents()) == 1


def test_links_that_lead_in_circles_or_nowhere(folder: Path, store: Store) -> None:
    (folder / "runt").symlink_to(folder)
    (folder / "sig").symlink_to(folder / "sig")
    (folder / "borta.txt").symlink_to(folder / "finns-inte.txt")
    (folder / "samma.txt").symlink_to(folder / "bra.txt")
    told = reasons(folder, store)
    assert "länk till en mapp" in told["runt"]
    assert set(told) == {"runt", "sig", "borta.txt"}
    (record,) = store.documents()
    assert [source for _, source in record.copies] == ["samma.txt"]


def test_a_document_of_too_many_passages_is_refused_and_the_others_go_in(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_text, "MOST_PASSAGES", 20)
    monkeypatch.setattr(document_text, "MOST_BLOCKS", 100)
    (folder / "rubriker.md").write_text("# Rubrik\n\nText under den.\n\n" * 21)
    (folder / "rader.md").write_text("En rad.\n\n" * 101)
    told = reasons(folder, store)
    assert "21 textställen" in told["rubriker.md"]
    assert "101 stycken" in told["rader.md"]
    assert [record.source for record in store.documents()] == ["bra.txt"]


def test_what_is_large_is_read_in_a_process_of_its_own(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "LARGE", 1_000)
    (folder / "stor.md").write_text(f"# Rubrik\n\n{'Text om vägledning. ' * 100}")
    assert reasons(folder, store) == {}
    monkeypatch.setattr(isolated, "COMMAND", ("-c", "import os; os.abort()"))
    (folder / "stor.md").write_text(f"# Rubrik\n\n{'Text om studier. ' * 100}")
    assert "läsaren stannade" in reasons(folder, store)["stor.md"]


def test_a_file_that_is_too_large(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1_000_000)
    with (folder / "stor.txt").open("wb") as large:
        large.truncate(1_000_001)
    assert "större än 1 MB" in reasons(folder, store)["stor.txt"]


def test_a_file_that_changes_while_it_is_read(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing, once = folder / "växer.txt", folder / "en gång.txt"
    for path in (growing, once):
        path.write_text("Början av en text.\n")
    read_bytes = Path.read_bytes
    seen: list[Path] = []

    def touching(path: Path) -> bytes:
        data = read_bytes(path)
        if path == growing or (path == once and path not in seen):
            seen.append(path)
            with path.open("a") as file:
                file.write("Mera.\n")
        return data

    monkeypatch.setattr(Path, "read_bytes", touching)
    told = reasons(folder, store)
    assert list(told) == ["växer.txt"]
    assert "ändrades medan den lästes" in told["växer.txt"]


def test_what_may_not_be_read_is_told_and_not_taken_for_vanished(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "stängd"
    closed.mkdir()
    (closed / "inne.txt").write_bytes(GOOD + b" Inne.")
    ingest([folder], store)
    scandir, read_bytes = os.scandir, Path.read_bytes

    def refusing(path: Path) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    def locked(path: Path) -> bytes:
        if path.name == "låst.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    (folder / "låst.txt").write_bytes(GOOD)
    monkeypatch.setattr(os, "scandir", refusing)
    monkeypatch.setattr(Path, "read_bytes", locked)
    told = reasons(folder, store)
    assert "rätt att läsa" in told["låst.txt"]
    assert "mapp som inte går att öppna" in told["stängd"]
    assert "stängd/inne.txt" in [record.source for record in store.documents()]


def test_a_document_that_can_no_longer_be_read_stays_as_it_was(folder: Path, store: Store) -> None:
    changed = folder / "ändrad.txt"
    changed.write_bytes(GOOD + b" Mer text.")
    ingest([folder], store)
    changed.write_bytes(b"\xff\xd8\xff\xe0")
    assert "ligger kvar" in reasons(folder, store)["ändrad.txt"]
    assert "ändrad.txt" in [record.source for record in store.documents()]
    changed.write_bytes(b"")
    assert "ligger kvar" in reasons(folder, store)["ändrad.txt"]


def test_a_reader_that_breaks_in_an_unforeseen_way(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(_: bytes) -> None:
        raise RecursionError

    (folder / "djup.html").write_text("<html><p>Hej</html>")
    monkeypatch.setattr("ingest.readers.html.read_html", breaking)
    assert "RecursionError" in reasons(folder, store)["djup.html"]
