"""``vagvis ask`` and ``vagvis search``: one question, one search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.serve.cli.frame import (
    DATA,
    CommandError,
    Data,
    Json,
    argument,
    command,
    empty_store,
    on_terminal,
    opened_app,
    opened_retriever,
    option,
    require_store,
    settings_for,
    show_table,
)

if TYPE_CHECKING:
    from assistant.bodies.answer import Answer, Citation
    from assistant.bodies.search import FoundPassage

_AUDIENCES = ("jobseeker", "counsellor", "staff")
_SHOWN = 300


def register(cli: typer.Typer) -> None:
    """Adds the commands."""
    command(cli, "ask")(ask)
    command(cli, "search")(search)


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
    from assistant.answer.trace import trace
    from assistant.bodies.question import Audience, Question
    from assistant.serve.cli.explain import rendered

    if audience not in _AUDIENCES:
        raise CommandError(f"--audience ska vara en av {', '.join(_AUDIENCES)}.")
    _check(question)
    require_store(data)
    with opened_app(settings_for(data), "vagvis ask") as app:
        if not app.store.documents():
            raise empty_store(data)
        made = app.answering.invoke(Question(question=question, audience=Audience(audience)))
    given: Answer = made["answer"]
    traced = trace(given, made["basis"]) if explain else None
    if as_json:
        typer.echo((traced or given).model_dump_json(indent=2))
        return
    typer.echo("\n".join(_answer_lines(given)))
    if traced:
        show_table(*rendered(traced))


def search(
    query: Annotated[str, argument("SÖKNING", "Det du söker, inom citattecken.")],
    k: Annotated[
        int, option("-k", text="Så många textställen visas, 1 till 100.", metavar="ANTAL")
    ] = 10,
    as_json: Json = False,
    data: Data = DATA,
) -> None:
    """Sök efter textställen i underlaget."""
    from assistant.search.reply import MAX_K, search_passages
    from corpus.model import Filters

    if not 1 <= k <= MAX_K:
        raise CommandError(f"-k ska vara ett tal från 1 till {MAX_K}.")
    _check(query)
    require_store(data)
    with opened_retriever(settings_for(data), "vagvis search") as retriever:
        if not retriever.store.documents():
            raise empty_store(data)
        reply = search_passages(retriever, query, k, Filters())
    if as_json:
        typer.echo(reply.model_dump_json(indent=2))
    elif reply.passages:
        for number, passage in enumerate(reply.passages, start=1):
            typer.echo("\n".join(_passage_lines(f"{number}.", passage)))
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


def _answer_lines(answer: Answer) -> list[str]:
    lines = [answer.text]
    if answer.citations:
        lines += ["", "Källor"]
        lines += [f"[{one.n}] {_source(one)}" for one in answer.citations]
    if answer.notices:
        lines += ["", *answer.notices]
    if answer.nearest:
        lines += ["", "Närmast i underlaget"]
        for passage in answer.nearest:
            lines += _passage_lines("–", passage)
    return lines


def _passage_lines(mark: str, passage: FoundPassage) -> list[str]:
    text = " ".join(passage.text.split())
    if len(text) > _SHOWN:
        text = text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    lines = [f"{mark} {_bold(_source(passage))}  ({passage.score:.2f})"]
    if passage.heading:
        lines.append(f"   {passage.heading}")
    return [*lines, f"   {text}"]


def _source(cited: Citation | FoundPassage) -> str:
    document = cited.document
    parts = [document.title, document.publisher, document.published, _pages(cited.pages)]
    return ", ".join(part for part in parts if part)


def _pages(pages: Sequence[int]) -> str:
    return "s. " + ", ".join(map(str, pages)) if pages else ""


def _bold(text: str) -> str:
    return typer.style(text, bold=True) if on_terminal() else text
