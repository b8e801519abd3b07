"""One process owns a store's folder; the lock tells the others who it is."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.store.errors import StoreLocked


class FolderLock:
    """Holds a folder for this process from its making until ``release``.

    The system lets go of the lock when the process ends, however it ends, so that a crash leaves
    nothing behind that blocks. The file beside it only tells who holds it.
    """

    def __init__(self, folder: Path, holder: str) -> None:
        """Takes the folder; raises StoreLocked where somebody else holds it."""
        self._note = folder / "holder.json"
        self._lock = FileLock(folder / "lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise StoreLocked(_refusal(folder, self._note)) from None
        since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        facts = {"pid": os.getpid(), "command": holder, "since": since}
        with suppress(OSError):  # the lock holds without it, on a full disk too
            self._note.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")

    def release(self) -> None:
        """Lets go of the folder."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()


def _refusal(folder: Path, note: Path) -> str:
    try:
        facts = json.loads(note.read_text(encoding="utf-8"))
        who = f"”{facts['command']}” (process {facts['pid']}, sedan {facts['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        who = "ett annat program"
    return (
        f"Lagret {folder} används redan av {who}. "
        "Avsluta det först, eller välj en annan mapp med --data."
    )
