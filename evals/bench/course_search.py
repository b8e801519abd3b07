"""Speed of the course search among many occasions.

``python -m evals.bench.course_search RESULT.json [N]`` makes N occasions (50,000), puts them into a
store with their texts as ingestion does, and asks questions of many sorts, none of them twice, in a
process of its own. Times are of the processor, whatever else the machine does.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from assistant.app import open_app
from assistant.settings import Settings
from corpus.courses import Catalogue
from corpus.model import Document, Kind, Metadata
from evals.bench.made_courses import TODAY, catalogues, questions
from evals.bench.processes import apart, memory_mb
from evals.measure.command import Figures, publish, run
from evals.measure.figures import percentile
from ingest.catalogues.text import pages
from ingest.split import split

OCCASIONS = 50_000
QUERIES = 200
FIRST = 20
"""Questions asked before anything is timed."""


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    result = Path(arguments[0])
    count = int(arguments[1]) if len(arguments) > 1 else OCCASIONS
    with tempfile.TemporaryDirectory() as folder:
        filled = apart(fill, Path(folder), count)
        served = apart(serve, Path(folder), questions(FIRST), questions(QUERIES, FIRST))
    # How many processes wanted a core in the minute before, ours too.
    load = round(os.getloadavg()[0], 1)
    publish({**filled, **served, "cores": os.cpu_count(), "load": load}, result)
    return 0


def fill(folder: Path, count: int) -> Figures:
    """A store with so many occasions, and their texts as passages."""
    made = [(_document(county, catalogue), catalogue) for county, catalogue in catalogues(count)]
    with open_app(Settings(data=folder), "evals.bench.course_search") as app:
        start = process_time()
        app.store.put(
            [(document, split(document)) for document, _ in made],
            {document.id: catalogue for document, catalogue in made},
        )
        seconds = process_time() - start
        kept = [catalogue for _, catalogue in app.store.catalogues()]
        return {
            "occasions": sum(len(catalogue.occasions) for catalogue in kept),
            "educations": sum(len(catalogue.educations) for catalogue in kept),
            "passages": app.store.passage_count,
            "put_seconds": round(seconds, 1),
        }


def _document(county: str, catalogue: Catalogue) -> Document:
    """A catalogue as ingestion makes a document of it."""
    title = f"Kurser i {county}"
    metadata = Metadata(title=title, kind=Kind.COURSE, language="sv")
    source = f"{county}.json"
    return Document(f"bench/{source}", source, "", metadata, pages(catalogue, title))


def serve(folder: Path, first: Sequence[str], rest: Sequence[str]) -> Figures:
    """Asks a store, after some questions that are not timed but for the very first.

    ``unmet`` counts the questions for which nothing at all was found.
    """
    start = process_time()
    with open_app(Settings(data=folder), "evals.bench.course_search") as app:
        opened = process_time() - start
        times: list[float] = []
        unmet = 0
        for question in (*first, *rest):
            start = process_time()
            reply = app.find_courses(question, TODAY)
            times.append(1000 * (process_time() - start))
            unmet += not reply.courses
        timed = times[len(first) :]
        return {
            "open_seconds": round(opened, 1),
            "first_ms": round(times[0], 1),
            "queries": len(timed),
            "unmet": unmet,
            "search_p50_ms": percentile(timed, 0.5),
            "search_p95_ms": percentile(timed, 0.95),
            "resident_mb": round(memory_mb("VmRSS")),
        }


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
