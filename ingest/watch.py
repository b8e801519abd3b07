"""Folders and web addresses that are looked at again and again, with a report of each look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from pydantic import TypeAdapter

from corpus.clock import now
from corpus.course_changes import ChangeKind
from ingest.files import SkippedFile, find
from ingest.mirror import AddressList, Mirror
from ingest.pipeline import Summary, ingest

if TYPE_CHECKING:
    from corpus.store import Store

KEPT = 200
"""Reports that the store keeps."""


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What one look brought: documents by their sources, and the occasions of their catalogues.

    ``failed`` are folders and addresses that could not be looked at; what is known of them stays.
    """

    time: str
    seconds: float = 0.0
    read: Sequence[str] = ()
    changed: Sequence[str] = ()
    moved: Sequence[str] = ()
    removed: Sequence[str] = ()
    unchanged: int = 0
    skipped: Sequence[SkippedFile] = ()
    failed: Sequence[SkippedFile] = ()
    courses: Mapping[str, Mapping[ChangeKind, int]] = field(default_factory=dict)

    @property
    def quiet(self) -> bool:
        """Whether nothing came, changed or went, and all could be looked at."""
        return not any(
            (self.read, self.changed, self.moved, self.removed, self.skipped, self.failed)
        )


REPORT = TypeAdapter(WatchReport)


@dataclass(frozen=True, slots=True)
class WatchedPlaces:
    """Folders and addresses to look at, the folder for what is fetched, and seconds between."""

    folders: Sequence[Path]
    addresses: AddressList | None
    mirror: Path
    every: float

    def look(self, store: Store) -> WatchReport:
        """Looks once, reads what is new into the store, and keeps the report there.

        A folder that is not there, or is empty, is told as failed and removes nothing: a disk that
        is not mounted looks the same. Documents that were uploaded by hand are left alone.

        Raises:
            StoreError: the store could not be written.
        """
        time = now()
        failed, seen = [], []
        for folder in self.folders:
            if folder.is_dir() and find([folder]).files:
                seen.append(folder)
            else:
                reason = "finns inte eller är tom. Det som lästs därifrån ligger kvar."
                failed.append(SkippedFile(str(folder), reason))
        if self.addresses is not None:
            with httpx.Client() as client:
                mirror = Mirror(self.mirror, client, self.addresses.pause)
                failed += mirror.update(self.addresses.address)
            seen.append(self.mirror)
        report = _report(time, ingest(seen, store) if seen else Summary(), failed)
        store.record_watch_report(REPORT.dump_python(report, mode="json"), KEPT)
        return report


def _report(time: str, summary: Summary, failed: Sequence[SkippedFile]) -> WatchReport:
    return WatchReport(
        time=time,
        seconds=summary.seconds,
        read=summary.read,
        changed=summary.changed,
        moved=summary.moved,
        removed=summary.removed,
        unchanged=len(summary.unchanged),
        skipped=summary.skipped,
        failed=failed,
        courses=summary.course_changes,
    )
