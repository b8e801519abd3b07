"""``vagvis evidence``: one folder with what an operator has to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.serve.cli.frame import DATA, CommandError, Data, argument, option
from assistant.serve.cli.opening import opened_app, settings_for
from corpus.data_files import file_text, toml

if TYPE_CHECKING:
    from assistant.app import App

_PAGE = """<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}}
td,th{{border-bottom:1px solid #999;padding:.25rem;text-align:left;vertical-align:top}}</style>
</head><body>{body}</body></html>
"""


def evidence(
    folder: Annotated[Path, argument("MAPP", "Mappen att skriva i; den får inte finnas.")],
    questions: Annotated[
        Path | None,
        option("--questions", text="Fil med frågor att mäta detta underlag med.", metavar="FIL"),
    ] = None,
    data: Data = DATA,
) -> None:
    """Skriv det som den som driver tjänsten behöver kunna visa."""
    from assistant.serve.cli.parts_list import bill_of_materials, parts
    from corpus.store.errors import reason

    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise CommandError(f"{folder} finns redan. Ange en ny mapp.") from error
    except OSError as error:
        raise CommandError(f"Det går inte att skapa {folder}: {reason(error)}.") from error
    with opened_app(settings_for(data), "vagvis evidence") as app:
        pages = _statements(_values(app))
        pages["sakerhet"] = _security()
        pages["matningar"] = _figures(app, questions)
    pages["tillganglighet"] = file_text("accessibility.md", "assistant.serve.chat")
    used = parts()
    rows = "".join(f"| {part.name} | {part.version} | {part.licence} |\n" for part in used)
    pages["licenser"] = f"# Licenser\n\n| Paket | Version | Licens |\n| --- | --- | --- |\n{rows}"
    titles = {name: text.partition("\n")[0].removeprefix("# ") for name, text in pages.items()}
    listed = "".join(f"- [{title}]({name}.html)\n" for name, title in titles.items())
    pages["index"] = (
        "# Underlag till granskning av Vägvis\n\n"
        f"{listed}- [Förteckning över ingående paket (CycloneDX)](sbom.json)\n"
    )
    written = {f"{name}.md": text for name, text in pages.items()}
    written |= {f"{name}.html": _html(text) for name, text in pages.items()}
    written["sbom.json"] = bill_of_materials(used)
    try:
        for name, text in written.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        raise CommandError(f"Det går inte att skriva i {folder}: {reason(error)}.") from error
    typer.echo(f"Underlaget ligger i {folder}. Börja med index.html.")


def _values(app: App) -> Mapping[str, object]:
    """What the statements tell of this store and its settings."""
    store, settings = app.store, app.settings
    catalogues = [catalogue for _, catalogue in store.catalogues()]
    differences = store.verify()
    return {
        "documents": len(store.documents()),
        "occasions": sum(len(catalogue.occasions) for catalogue in catalogues),
        "model": settings.model or "ingen",
        "uploads": "öppet" if settings.uploads else "stängt",
        "hosts": ", ".join(("localhost", *settings.hosts)),
        "verified": " ".join(differences) or "allt stämmer överens.",
    }


def _statements(values: Mapping[str, object]) -> dict[str, str]:
    """The pages of statements as Markdown, each statement with what shows it."""
    pages = {}
    for page in toml("evidence.toml", __package__)["page"]:
        rows = ""
        for one in page["statement"]:
            shown_by = f"`{one['test']}`" if "test" in one else "Den som driver tjänsten avgör."
            rows += f"| {one['text'].format(**values)} | {shown_by} |\n"
        head = "| Påstående | Visas av |\n| --- | --- |\n"
        pages[page["name"]] = f"# {page['title']}\n\n{head}{rows}"
    return pages


def _security() -> str:
    """Every row of OWASP ASVS for level 2, by its number, in words of ours."""
    names = {
        "operator": "Den som driver tjänsten avgör.",
        "none": "Ej tillämpligt.",
        "lacking": "**Brist.**",
    }
    kept = file_text("asvs.tsv", __package__).splitlines()[2:]
    rows = [line.split("\t") for line in kept]
    counts = Counter(shown_by if shown_by in names else "test" for _, shown_by, _ in rows)
    table = "".join(
        f"| {row} | {words} | {names.get(shown_by, f'`{shown_by}`')} |\n"
        for row, shown_by, words in rows
    )
    return (
        "# Säkerhet efter OWASP ASVS 5.0.0, nivå 2, rad för rad\n\n"
        f"Av {len(rows)} rader visas {counts['test']} av ett prov, {counts['operator']} avgörs av "
        f"den som driver tjänsten, {counts['none']} är inte tillämpliga, och {counts['lacking']} "
        "är brister. Raderna är egna ord: läs dem bredvid standarden "
        "(https://owasp.org/www-project-application-security-verification-standard/).\n\n"
        f"| Rad | Hur det är här | Visas av |\n| --- | --- | --- |\n{table}"
    )


def _figures(app: App, questions: Path | None) -> str:
    """How good the answers from this store are, over the operator's own questions."""
    title = "# Mätningar på detta underlag\n\n"
    if questions is None:
        return (
            f"{title}Inga frågor angavs. Skriv frågor med rätta svar i en fil, och kör "
            "`vagvis evidence MAPP --questions FIL`. Mätningar på exempel står i docs/quality.md.\n"
        )
    from evals.measure.answers import evaluate
    from evals.measure.question_file import QuestionFileError

    try:
        figures = evaluate(app, questions).model_dump(mode="json")
    except QuestionFileError as error:
        raise CommandError(str(error)) from error
    rows = "".join(
        f"| {name} | {value:.3f} |\n"
        for name, value in figures["figures"].items()
        if isinstance(value, int | float)
    )
    return f"{title}Frågor: `{questions.name}`.\n\n| Mått | Värde |\n| --- | --- |\n{rows}"


def _html(text: str) -> str:
    from markdown_it import MarkdownIt

    title = text.partition("\n")[0].removeprefix("# ")
    return _PAGE.format(title=title, body=MarkdownIt("js-default").render(text))
