"""The thesaurus that nearness of words is learnt from is whole and says nothing twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from corpus.data_files import rows

PACKAGE = "evals.training.thesaurus"
FILES = ("education", "policy", "work", "life")


def test_every_row_is_whole_and_every_expression_stands_once() -> None:
    table = [row for name in FILES for row in rows(f"{name}.tsv", PACKAGE)]
    assert all(len(row) == 3 for row in table)
    assert {nearness for _, _, nearness in table} == {"same", "near", "broad"}
    times = Counter(everyday.lower() for everyday, _, _ in table)
    assert [everyday for everyday, count in times.items() if count > 1] == []
    terms = [terms.split("; ") for _, terms, _ in table]
    assert all(all(each) and len(each) == len(set(each)) for each in terms)
    assert sum(map(len, terms)) >= 6_000


def test_every_table_is_described() -> None:
    folder = Path(__file__).parents[2] / "evals" / "training" / "thesaurus"
    described = (folder / "README.md").read_text("utf-8")
    assert all(f"`{path.name}`" in described for path in folder.glob("*.tsv"))
