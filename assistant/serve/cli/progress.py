"""Progress bars: on a terminal only, and on standard error, so that output stays clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.serve.cli.frame import on_terminal

Step = Callable[[int, int], None]
"""Takes how many are done and how many there are."""


@contextmanager
def progress_bar(what: str, *, quiet: bool) -> Iterator[Step]:
    """A bar that counts; nothing is shown where ``quiet``, or where nobody watches."""
    if quiet or not on_terminal():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Remaining())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
