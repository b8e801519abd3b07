"""Typer in Swedish: help, and what is wrong with the arguments of a command."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


class _SwedishHelp:
    """Help that has no English left in it; typer's context types are private."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help, with typer's fixed words, which it has as constants, set."""
        from typer import rich_utils

        rich_utils.ARGUMENTS_PANEL_TITLE = "Argument"
        rich_utils.OPTIONS_PANEL_TITLE = "Val"
        rich_utils.COMMANDS_PANEL_TITLE = "Kommandon"
        rich_utils.REQUIRED_LONG_STRING = "[krävs]"
        rich_utils.DEFAULT_STRING = "[annars: {}]"
        rich_utils.ENVVAR_STRING = "[miljövariabel: {}]"
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Visa den här hjälpen."
        return option


class SwedishCommand(_SwedishHelp, TyperCommand):
    """A command with Swedish help."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Writes the first line of the help."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Användning: ")


class SwedishGroup(_SwedishHelp, TyperGroup):
    """The commands together, with Swedish help."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Writes the first line of the help."""
        formatter.write_usage(ctx.command_path, "KOMMANDO …", prefix="Användning: ")


def usage_error(error: typer.TyperException) -> str:
    """What is wrong with the arguments of a command, and where its help is."""
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
