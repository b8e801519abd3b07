"""``vagvis ask`` and ``vagvis search``: one question, one search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.serve.cli.frame import (
    DATA,
    CommandError,
    Data,
    Json,
    argument,
    on_terminal,
    option,
    show_table,
)
from assistant.serve.cli.opening import opened_app, opened_retriever, settings_for

if TYPE_CHECKING:
    from assistant.bodies.answer import Answer
    from assistant.bodies.search import FoundPassage

_AUDIENCES = ("jobseeker", "counsellor", "staff")
_LONGEST = 300
"""Characters that are shown of a passage."""


def ask(
    question: Annotated[str, argument("FRÅGA", "Din fråga, inom citattecken.")],
    audience: Annotated[
        str,
        option(
            "--audience",
            text=f"Vem som frågar: {', '.join(_AUDIENCES)}.",
            metavar="VEM",
        ),
    ] = _AUDIENCES[0],
    explain: Annotated[
        bool, option("--explain", text="Visa också steg för steg hur svaret kom till.")
    ] = False,
    as_json: Json = False,
    data: Data = DATA,
) -> None:
    """Svara på en fråga ur underlaget."""
    from assistant.answer.plain import plain
    from assistant.bodies.question import Audience, Question
    from assistant.serve.cli.explain import explanation

    if explain and as_json:
        raise CommandError("--explain visas bara som text. Ta bort --json.")
    if audience not in _AUDIENCES:
        raise CommandError(f"--audience ska vara en av {', '.join(_AUDIENCES)}.")
    _check(question)
    with opened_app(settings_for(data), "vagvis ask") as app:
        made = app.answering.invoke(Question(question=question, audience=Audience(audience)))
    answer: Answer = made["answer"]
    if as_json:
        typer.echo(answer.model_dump_json(indent=2))
        return
    typer.echo(plain(answer))
    if answer.nearest:
        typer.echo("\nNärmast i underlaget")
        for passage in answer.nearest:
            typer.echo(_passage("–", passage))
    if explain:
        show_table(*explanation(made["basis"], answer))


def search(
    query: Annotated[str, argument("SÖKNING", "Det du söker, inom citattecken.")],
    k: Annotated[
        int, option("-k", text="Så många textställen visas, 1 till 100.", metavar="ANTAL")
    ] = 10,
    as_json: Json = False,
    data: Data = DATA,
) -> None:
    """Sök efter textställen i underlaget."""
    from assistant.bodies.search import MAX_K
    from assistant.search.reply import search_passages
    from corpus.model import Filters

    if not 1 <= k <= MAX_K:
        raise CommandError(f"-k ska vara ett tal från 1 till {MAX_K}.")
    _check(query)
    with opened_retriever(settings_for(data), "vagvis search") as retriever:
        reply = search_passages(retriever, query, k, Filters())
    if as_json:
        typer.echo(reply.model_dump_json(indent=2))
    elif reply.passages:
        for number, passage in enumerate(reply.passages, start=1):
            typer.echo(_passage(f"{number}.", passage))
    else:
        typer.echo("Inga textställen stämmer med sökningen.")


def _check(text: str) -> None:
    from assistant.bodies.question import QUESTION_LIMIT

    if not text.strip():
        raise CommandError("Frågan är tom. Skriv vad du vill veta, inom citattecken.")
    if any("\ud800" <= letter <= "\udfff" for letter in text):  # bytes that are no UTF-8
        raise CommandError("Frågan har tecken som inte går att läsa. Skriv om dem i UTF-8.")
    if len(text) > QUESTION_LIMIT:
        raise CommandError(
            f"Frågan är för lång ({len(text)} tecken). Skriv högst {QUESTION_LIMIT} tecken, "
            "eller dela upp den i flera frågor."
        )


def _passage(mark: str, passage: FoundPassage) -> str:
    """A passage in a few lines: its source and score, its heading, and how it begins."""
    from assistant.words.sources import reference

    source = reference(passage.document, passage)
    if on_terminal():
        source = typer.style(source, bold=True)
    text = " ".join(passage.text.split())
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    lines = [f"{mark} {source}  ({passage.score:.2f})", passage.heading and f"   {passage.heading}"]
    return "\n".join(filter(None, [*lines, f"   {text}"]))
