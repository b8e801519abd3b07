"""What reading costs: a PDF of a hundred pages, a folder, and files that are hard to read.

``python -m evals.bench.reading FOLDER RESULT.json`` reads a made PDF and the folder into stores of
their own, and uploads hard files to a service while its health is asked for. Linux only.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
from httpx import Client
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
)

from corpus.embedding import load_embedder
from corpus.store import Store
from evals.bench.processes import served
from evals.measure.command import Figures, publish, run
from evals.measure.figures import percentile
from ingest.pipeline import ingest

PAGES = 100
SENTENCE = (
    "Kommunen tog emot {n} elever i vuxenutbildningen<super>3</super>, och {n} procent av dem gick "
    "vidare till arbete eller studier inom ett halvår. "
)
PAUSE = 0.1
"""Seconds between two questions after the health."""


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    folder, result = map(Path, arguments)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        report = work / "rapport.pdf"
        SimpleDocTemplate(str(report)).build(_story())
        files = sum(path.is_file() for path in folder.rglob("*"))
        costs = {
            "pdf": _read(report, work / "pdf", PAGES),
            "folder": _read(folder, work / "folder", files),
            "hard": _upload(work / "pdf"),
        }
    publish(costs, result)
    return 0


def _story() -> list[Flowable]:
    """A hundred full pages of text, with raised marks and a ruled table on each."""
    styles = getSampleStyleSheet()
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    story: list[Flowable] = []
    for page in range(1, PAGES + 1):
        rows = [["Ort", "Höst", "Vår"], *([f"Ort {n}", str(n), str(page)] for n in range(5))]
        text = "".join(SENTENCE.format(n=n * page) for n in range(1, 6))
        paragraphs = [Paragraph(text, styles["Normal"]) for _ in range(8)]
        heading = Paragraph(f"{page}. Om ämne {page}", styles["Heading2"])
        story += [heading, *paragraphs, Table(rows, style=grid), PageBreak()]
    return story


def _read(source: Path, data: Path, pages: int) -> Figures:
    """Seconds of the processor, all processes together, that reading and storing takes.

    A file of a folder counts as a page.
    """
    before = _processor()
    with Store.open(data, load_embedder("builtin"), "evals.bench.reading") as store:
        ingest([source], store)
        passages = store.passage_count
    used = round(_processor() - before, 1)
    return {"pages": pages, "passages": passages, "processor_s": used}


def _processor() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _upload(data: Path) -> list[Figures]:
    """Uploads the hard files one after the other, and asks after the health meanwhile."""
    results: list[Figures] = []
    with (
        served(data) as (_, port),
        Client(base_url=f"http://127.0.0.1:{port}", timeout=1_000) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        for name, make in HARD.items():
            content, waits = make(), []
            begun = time.monotonic()
            upload = pool.submit(client.post, "/v1/documents", files={"files": (name, content)})
            while not upload.done():
                asked = time.perf_counter()
                client.get("/healthz").raise_for_status()
                waits.append(1000 * (time.perf_counter() - asked))
                time.sleep(PAUSE)
            reply = upload.result()
            results.append(
                {
                    "name": name,
                    "mb": round(len(content) / 1e6, 1),
                    "status": reply.status_code,
                    "told": reply.json().get("detail", ""),
                    "seconds": round(time.monotonic() - begun, 1),
                    "healthz_p95_ms": percentile(waits, 0.95),
                    "healthz_max_ms": round(max(waits), 1),
                }
            )
    return results


def _headings() -> bytes:
    return "".join(
        f"## Rubrik {n}\n\nOm ämne {n} står det här.\n\n" for n in range(100_000)
    ).encode()


def _lines() -> bytes:
    return "".join(f"Rad {n} om kurs\n" for n in range(300_000)).encode()


def _rows() -> bytes:
    head = "Kursnamn;Kurskod;Ort;Startdatum;Slutdatum;Poäng\n"
    rows = (f"Kurs {n};K{n};Ort {n % 50};2027-01-11;2027-06-01;100\n" for n in range(100_000))
    return (head + "".join(rows)).encode()


def _paragraphs() -> bytes:
    """A Word document of a million paragraphs."""
    empty, full = io.BytesIO(), io.BytesIO()
    docx.Document().save(empty)
    made = "".join(f"<w:p><w:r><w:t>Om kurs {n}.</w:t></w:r></w:p>" for n in range(1_000_000))
    with zipfile.ZipFile(empty) as old, zipfile.ZipFile(full, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<w:body>", b"<w:body>" + made.encode()))
    return full.getvalue()


HARD: dict[str, Callable[[], bytes]] = {
    "rubriker.md": _headings,
    "rader.txt": _lines,
    "kurser.csv": _rows,
    "stycken.docx": _paragraphs,
}
"""Files whose reading once grew with the square of their length, by the names they are sent by."""


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
