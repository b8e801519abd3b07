"""The project's own thesaurus: how people say things, and what documents call them.

Its tables lie in ``thesaurus/``, with a README that tells what is in them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

TABLES = ("education", "life", "policy", "work")

TOO_BROAD = "broad"
"""The nearness of what shares only the wider matter; nothing is learnt from that."""


def relations() -> Iterator[tuple[str, str]]:
    """Each everyday expression with each term that is close to it."""
    for table in TABLES:
        text = files(__package__).joinpath(f"thesaurus/{table}.tsv").read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines(), delimiter="\t"):
            if row["nearness"] != TOO_BROAD:
                for term in row["terms"].split(";"):
                    yield row["everyday"], term.strip()
