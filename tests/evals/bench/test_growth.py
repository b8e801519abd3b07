"""The benchmark measures; how fast anything is is not tested."""

from __future__ import annotations

import json
import lzma
from itertools import islice
from pathlib import Path

import pytest

from evals.bench import growth as bench
from evals.bench import pages as bench_pages

PAGES = [
    bench_pages.PageText(f"Sida {n} om kurser", f"Kurs {n} ges i Sundsvall. " * 60)
    for n in range(50)
]


def test_a_row_has_all_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "apart", lambda work, *arguments: work(*arguments))
    row = bench.measure(PAGES, ["Var ges kurs 7?"])
    assert row["documents"] == 50
    assert row["queries"] == 11  # half of the question and the titles that were not asked first
    assert all(row[f"{asked}_p95_ms"] for asked in ("search", "answer"))
    assert all(row[name] for name in ("passages", "ingest_passages_per_s", "resident_mb"))


def test_pages_are_read_in_the_same_order_until_there_are_enough(tmp_path: Path) -> None:
    train = tmp_path / "train"
    train.mkdir()
    rows = [{"path": f"{n}.md", "title": f"Sida {n}", "text": "ord " * 400} for n in range(9)]
    with lzma.open(train / "government_texts.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    with lzma.open(train / "corpus_sv.txt.xz", "wt", encoding="utf-8") as file:
        file.write("Ett anförande.\n" + "talat " * 600 + "\nEtt till.\n" + "sagt " * 900 + "\n")
    every = list(islice(bench_pages.pages(tmp_path), 100))
    assert sorted(page.title for page in every[:9]) == [f"Sida {n}" for n in range(9)]
    assert every[9].title == "Ett anförande."
    assert len({page.text for page in every[11:]}) > 1  # in another order again
    some = bench_pages.enough(bench_pages.pages(tmp_path), 5)
    assert some == every[:2]
    bench_pages.write(some, tmp_path / "files")
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "files").rglob("*.md"))]
    assert [text.split("\n")[0] for text in texts] == [f"# {page.title}" for page in some]
