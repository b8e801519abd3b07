"""What the upkeep of a store costs: verify, repair, backup, restore, and the parts on the disk.

``python -m evals.bench.upkeep RESULT.json [N]`` puts N made passages (50,000) into a store.
Seconds are those of the processor, all threads together: others may work on the machine.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel

from corpus.embedding import load_embedder
from corpus.lexicon import builtin_words
from corpus.model import Block, BlockKind, Document, Kind, Metadata, Page
from corpus.store import Store
from corpus.store.backup import back_up, restore
from evals.bench.processes import disk_mb, memory_mb
from evals.measure.command import publish, run
from ingest.split import split

PARAGRAPHS = 20
WORDS = 60
BATCH = 100


class Upkeep(BaseModel):
    """Seconds of the processor, megabytes on the disk and in memory."""

    passages: int
    put_s: float
    verify_s: float
    repair_s: float
    backup_s: float
    restore_and_open_s: float
    database_mb: float
    vectors_mb: float
    words_mb: float
    keywords_mb: float
    backup_mb: float
    resident_mb: float


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    result, passages = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        upkeep = _measure(Path(folder), passages)
    publish(upkeep, result)
    return 0


def _document(number: int, vocabulary: Sequence[str], chance: random.Random) -> Document:
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, " ".join(chance.choices(vocabulary, k=WORDS)).capitalize() + ".")
        for _ in range(PARAGRAPHS)
    )
    metadata = Metadata(f"Dokument {number}", Kind.REPORT, None, "2024", "sv")
    return Document(f"made:{number}", f"{number}.txt", str(number), metadata, (Page(1, blocks),))


def _measure(folder: Path, passages: int) -> Upkeep:
    chance = random.Random(1)  # noqa: S311 - nothing secret
    vocabulary = sorted(builtin_words())
    embedder = load_embedder("builtin")
    data, file, other = folder / "store", folder / "vagvis.zip", folder / "other"
    with Store.open(data, embedder, "upkeep") as store:
        began, number = time.process_time(), 0
        while store.passage_count < passages:
            documents = [_document(number + i, vocabulary, chance) for i in range(BATCH)]
            store.put([(document, split(document)) for document in documents])
            number += BATCH
        put = time.process_time() - began
        verify = _seconds(store.verify)
        repair = _seconds(store.repair)
        backup = _seconds(lambda: back_up(data, file))
        count, resident = store.passage_count, memory_mb("VmRSS")
        (index,) = data.glob("index-*")
        sizes = [disk_mb(index / part) for part in ("vectors", "words", "keywords")]

    def bring_back() -> None:
        restore(file, other, "upkeep")
        Store.open(other, embedder, "upkeep").close()

    return Upkeep(
        passages=count,
        put_s=round(put, 1),
        verify_s=round(verify, 1),
        repair_s=round(repair, 1),
        backup_s=round(backup, 1),
        restore_and_open_s=round(_seconds(bring_back), 1),
        database_mb=round((data / "vagvis.sqlite").stat().st_size / 1e6, 1),
        vectors_mb=round(sizes[0], 1),
        words_mb=round(sizes[1], 1),
        keywords_mb=round(sizes[2], 1),
        backup_mb=round(file.stat().st_size / 1e6, 1),
        resident_mb=round(resident),
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
