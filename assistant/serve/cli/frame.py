"""What every command shares: options, exit statuses, and what is shown on a terminal."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.privacy.logs import install_masking, mask_line
from assistant.serve.cli.swedish import SwedishGroup, usage_error
from corpus.data_files import toml

if TYPE_CHECKING:
    from rich.console import RenderableType

USER_ERROR = 2
OWN_ERROR = 1
INTERRUPTED = 130

_WIDE = 200
_LOG_VARIABLE = "VAGVIS_LOG"
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

# Nothing that we use may call home, and a model that is not on disk is said to be missing at once.
_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
}


class CommandError(Exception):
    """Ends a command with one line on standard error that says what to do."""

    def __init__(self, line: str, status: int = USER_ERROR) -> None:
        super().__init__(line)
        self.status = status


cli = typer.Typer(
    cls=SwedishGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Vägvis svarar på frågor ur dina dokument, ordagrant, eller säger att svaret saknas.",
)


def argument(metavar: str, text: str, **more: Any) -> Any:
    """An argument of a command."""
    return typer.Argument(metavar=metavar, help=text, show_default=False, **more)


def option(*names: str, text: str, **more: Any) -> Any:
    """An option of a command."""
    return typer.Option(*names, help=text, **more)


Data = Annotated[
    Path,
    option("--data", text="Mappen med underlaget.", envvar="VAGVIS_DATA", metavar="MAPP"),
]
Json = Annotated[bool, option("--json", text="Skriv svaret som JSON.")]
DATA = Path("data")
"""The store's folder where none is given."""

WORDS = toml("words.toml", __package__)
"""What things are called, by sort and by their name in the program."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit status: 0, 2 for the user's mistake, 1 for our own."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    level = os.environ.get(_LOG_VARIABLE, "warning").upper()
    if level not in _LEVELS:
        return _fail(
            f"Miljövariabeln {_LOG_VARIABLE} har ett värde som inte går att använda. "
            f"Välj {', '.join(_LEVELS).lower()}, eller ta bort den.",
            USER_ERROR,
        )
    logging.basicConfig(level=level, format="%(levelname)s %(message)s")
    install_masking()
    try:
        status = cli(args=arguments, prog_name="vagvis", standalone_mode=False)
        sys.stdout.flush()  # Python flushes too late for an error to be told.
    except CommandError as error:
        return _fail(str(error), error.status)
    except typer.TyperException as error:
        return _fail(usage_error(error), USER_ERROR)
    except BrokenPipeError:
        _forget_output()
        return OWN_ERROR  # Who reads has enough, as Typer puts it: "vagvis documents | head".
    except Exception as error:
        logging.getLogger(__name__).debug("the way to the error", exc_info=error)
        _forget_output()
        return _fail(_unforeseen(error), OWN_ERROR)
    if status == INTERRUPTED:
        typer.echo("Avbrutet.", err=True)
    return status if isinstance(status, int) else 0


def _forget_output() -> None:
    """Drops what cannot be written: Python would try once more as it ends, and fail."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unforeseen(error: Exception) -> str:
    """What to say of an error that no command knows: there is no room, or it is our own."""
    from corpus.store.errors import full_place, is_full

    if is_full(error) or "temporary directory" in str(error):
        place = full_place(error)
        where = f"i {place}" if place else "dit svaret skrivs"
        return (
            f"Det går inte att skriva {where}: disken är full. Frigör utrymme, eller välj ett "
            "annat ställe: TMPDIR för tillfälliga filer, --data för underlaget."
        )
    return (
        f"Något gick fel i Vägvis: {type(error).__name__}: {mask_line(str(error))}. "
        f"Kör igen med {_LOG_VARIABLE}=debug för att se var, och skicka det till den som "
        "sköter programmet."
    )


def _fail(line: str, status: int) -> int:
    typer.echo(" ".join(line.split()), err=True)
    return status


def on_terminal() -> bool:
    """Whether somebody watches: progress is shown to nobody else."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def show_table(*parts: RenderableType) -> None:
    """Prints tables and texts: as wide as the terminal, and wide where they go to a file."""
    from rich.console import Console

    console = Console(width=None if on_terminal() else _WIDE, highlight=False)
    for part in parts:
        console.print(part)
