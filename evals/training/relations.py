"""The project's own thesaurus: how people say things, and what documents call them.

Its tables lie in ``thesaurus/``, with a README that tells what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.data_files import records

TABLES = ("education", "life", "policy", "work")

TOO_BROAD = "broad"
"""The nearness of what shares only the wider matter; nothing is learnt from that."""


def relations() -> Iterator[tuple[str, str]]:
    """Each everyday expression with each term that is close to it."""
    for table in TABLES:
        for row in records(f"thesaurus/{table}.tsv", __package__):
            if row["nearness"] != TOO_BROAD:
                for term in row["terms"].split(";"):
                    yield row["everyday"], term.strip()
