"""What every command shares: Swedish help, options, exit statuses and the way to the store."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from assistant.privacy.logs import install_masking, mask_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from assistant.app import App
    from assistant.search.retriever import Retriever
    from assistant.settings import Settings
    from corpus.store import Store

USER_ERROR = 2
OWN_ERROR = 1
INTERRUPTED = 130

_WIDE = 200
_LOG_VARIABLE = "VAGVIS_LOG"

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


class _SwedishCommand(TyperCommand):
    """A command whose help has no English left in it; typer's context types are private."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Writes the first line of the help."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Användning: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help."""
        _speak_swedish()
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help."""
        return _translated(super().get_help_option(ctx))


class _SwedishGroup(TyperGroup):
    """The commands together, likewise."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Writes the first line of the help."""
        formatter.write_usage(ctx.command_path, "KOMMANDO …", prefix="Användning: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help."""
        _speak_swedish()
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help."""
        return _translated(super().get_help_option(ctx))


def _speak_swedish() -> None:
    """Sets typer's fixed words, which it has as constants and no other setting for."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "Argument"
    rich_utils.OPTIONS_PANEL_TITLE = "Val"
    rich_utils.COMMANDS_PANEL_TITLE = "Kommandon"
    rich_utils.REQUIRED_LONG_STRING = "[krävs]"
    rich_utils.DEFAULT_STRING = "[annars: {}]"
    rich_utils.ENVVAR_STRING = "[miljövariabel: {}]"


def _translated(option: Any) -> Any:
    if option is not None:
        option.help = "Visa den här hjälpen."
    return option


cli = typer.Typer(
    cls=_SwedishGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Vägvis svarar på frågor ur dina dokument, ordagrant, eller säger att svaret saknas.",
)


def command(group: typer.Typer, name: str) -> Any:
    """Registers a function as a command."""
    return group.command(name, cls=_SwedishCommand, options_metavar="[VAL]")


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


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit status: 0, 2 for the user's mistake, 1 for our own."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    level = os.environ.get(_LOG_VARIABLE, "warning").upper()
    known = level in logging.getLevelNamesMapping()
    logging.basicConfig(level=level if known else "WARNING", format="%(levelname)s %(message)s")
    install_masking()
    try:
        status = cli(args=arguments, prog_name="vagvis", standalone_mode=False)
    except CommandError as error:
        return _fail(str(error), error.status)
    except typer.TyperException as error:
        return _fail(_usage(error), USER_ERROR)
    except Exception as error:
        logging.getLogger(__name__).debug("the way to the error", exc_info=error)
        return _fail(
            f"Något gick fel i Vägvis: {type(error).__name__}: {mask_line(str(error))}. "
            f"Kör igen med {_LOG_VARIABLE}=debug för att se var, och skicka det till den som "
            "sköter programmet.",
            OWN_ERROR,
        )
    if status == INTERRUPTED:
        typer.echo("Avbrutet.", err=True)
    return status if isinstance(status, int) else 0


def _fail(line: str, status: int) -> int:
    typer.echo(" ".join(line.split()), err=True)
    return status


def _usage(error: typer.TyperException) -> str:
    """What is wrong with the arguments, in Swedish; typer's own words are English."""
    context = getattr(error, "ctx", None)
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", "")
    if parameter is not None:
        is_option = parameter.param_type_name == "option"
        name = parameter.opts[0] if is_option else parameter.metavar
    lines = {
        "NoArgsIsHelpError": "Ange ett kommando.",
        "MissingParameter": f"{name} saknas.",
        "NoSuchOption": f"Valet {name} finns inte.",
        "BadParameter": f"{name} har ett värde som inte går att använda.",
        "BadOptionUsage": f"Valet {name} saknar sitt värde.",
    }
    if isinstance(getattr(context, "command", None), TyperGroup):
        other = "Det kommandot finns inte."
    else:
        other = "För många argument. Sätt citattecken om text med mellanslag."
    line = lines.get(type(error).__name__, other)
    return f"{line} Se {context.command_path if context else 'vagvis'} --help."


def settings_for(data: Path) -> Settings:
    """The operator's settings with the store's folder.

    Raises:
        CommandError: a setting in the environment has no use.
    """
    from pydantic import ValidationError

    from assistant.settings import Settings

    try:
        return Settings(data=data)
    except ValidationError as error:
        names = ", ".join(f"VAGVIS_{str(one['loc'][0]).upper()}" for one in error.errors())
        raise CommandError(
            f"Miljövariabeln {names} har ett värde som inte går att använda. Rätta eller ta bort."
        ) from error


@contextmanager
def opened_app(settings: Settings, holder: str) -> Iterator[App]:
    """The whole app over the store.

    Raises:
        CommandError: the store is not to be had.
    """
    from assistant.app import open_app

    with _told(), open_app(settings, holder) as app:
        yield app


@contextmanager
def opened_retriever(settings: Settings, holder: str) -> Iterator[Retriever]:
    """What a search alone needs.

    Raises:
        CommandError: the store is not to be had.
    """
    from assistant.app import open_retriever

    with _told(), open_retriever(settings, holder) as retriever:
        yield retriever


@contextmanager
def opened_store(settings: Settings, holder: str, *, repairing: bool = False) -> Iterator[Store]:
    """The store alone.

    Raises:
        CommandError: the store is not to be had.
    """
    from corpus.embedding import load_embedder
    from corpus.store import Store

    with _told():
        embedder = load_embedder(settings.embedder, threads=settings.threads)
        with Store.open(settings.data, embedder, holder, repairing=repairing) as store:
            yield store


@contextmanager
def _told() -> Iterator[None]:
    """What the parts say of themselves, as the line that ends a command."""
    from assistant.answer.model.connecting import ModelSettingError
    from assistant.question.contacts import ContactsError
    from corpus.local_models import ModelUnavailable
    from corpus.store import StoreDamaged, StoreError, StoreFull

    try:
        yield
    except (StoreDamaged, StoreFull) as error:
        raise CommandError(str(error), OWN_ERROR) from error
    except (StoreError, ModelUnavailable, ContactsError, ModelSettingError) as error:
        raise CommandError(str(error)) from error


def require_store(data: Path) -> None:
    """Ends a command that reads a store where there is none, before one is made."""
    if not data.is_dir():
        raise empty_store(data)


def empty_store(data: Path) -> CommandError:
    """Said where there is nothing to answer from."""
    return CommandError(
        f"Det finns inget underlag i {data}. Läs in dokument med ”vagvis ingest MAPP”, "
        "eller välj en annan mapp med --data."
    )


def on_terminal() -> bool:
    """Whether somebody watches: progress is shown to nobody else."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def show_table(*parts: RenderableType) -> None:
    """Prints tables and texts: as wide as the terminal, and wide where they go to a file."""
    from rich.console import Console

    console = Console(width=None if on_terminal() else _WIDE, highlight=False)
    for part in parts:
        console.print(part)
