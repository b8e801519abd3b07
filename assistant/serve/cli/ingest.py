"""``vagvis ingest``: reads files and folders into the store, or shows what becomes of one file."""

from __future__ import annotations

import dataclasses
import json
import logging
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.serve.cli.frame import DATA, WORDS, CommandError, Data, Json, argument, option
from assistant.serve.cli.opening import opened_store, settings_for
from assistant.serve.cli.progress import progress_bar

if TYPE_CHECKING:
    from corpus.course_changes import CourseChange, CourseFacts
    from corpus.store import Store
    from ingest.document_text import Explanation
    from ingest.pipeline import CatalogueImport, Summary

_SHOWN_CHANGES = 5
"""So many occasions that changed are named for each file; all are in ``/v1/courses/changes``."""


def ingest(
    paths: Annotated[list[Path] | None, argument("FIL|MAPP...", "Det som ska läsas in.")] = None,
    explain: Annotated[
        Path | None,
        option(
            "--explain",
            text="Visa vad som läses ur en fil och vad som rensas bort, utan att läsa in den.",
            metavar="FIL",
        ),
    ] = None,
    verbose: Annotated[
        bool, option("--verbose", text="Visa var i programmet det gick fel med en fil.")
    ] = False,
    as_json: Json = False,
    data: Data = DATA,
) -> None:
    """Läs in filer och mappar i underlaget."""
    if verbose:
        logging.getLogger("ingest").setLevel(logging.DEBUG)
    if explain is not None:
        if paths:
            raise CommandError("--explain visar en fil åt gången. Ange bara den filen.")
        _explain(explain, as_json=as_json)
        return
    if not paths:
        raise CommandError("Ange de filer eller mappar som ska läsas in. Se vagvis ingest --help.")
    for path in paths:  # before a store is made
        if not os.path.lexists(path):
            raise CommandError(f"{path} finns inte. Kontrollera sökvägen.")
    with opened_store(settings_for(data), "vagvis ingest") as store:
        summary = ingest_with_progress(paths, store, quiet=as_json)
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(summary), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_summary_lines(summary)))
    if not any((summary.read, summary.changed, summary.moved, summary.unchanged)):
        if summary.skipped:
            raise CommandError("Ingen fil gick att läsa in. Skälen står i sammanfattningen.")
        if not summary.removed:
            raise CommandError("Det fanns inga filer att läsa in. Kontrollera sökvägen.")


def ingest_with_progress(paths: Sequence[Path], store: Store, *, quiet: bool) -> Summary:
    """Ingests with a progress bar where somebody watches."""
    from ingest.pipeline import ingest as run

    with progress_bar("Läser in", quiet=quiet) as step:
        return run(paths, store, lambda progress: step(progress.done, progress.total))


def _summary_lines(summary: Summary) -> list[str]:
    counts = [f"{len(getattr(summary, name))} {word}" for name, word in WORDS["counts"].items()]
    lines = [f"Klart på {summary.seconds:.1f} s: {', '.join(counts)}."]
    if summary.dropped:
        pieces = sum(summary.dropped.values())
        lines.append(
            f"{summary.passages} nya textställen. {pieces} stycken som inte hör till texten "
            "rensades bort (se vagvis ingest --explain FIL)."
        )
    if summary.catalogues:
        lines += ["", "Kurskataloger:"]
        for imported in summary.catalogues:
            lines += [f"  {line}" for line in _catalogue_lines(imported)]
    if changes := _change_lines(summary):
        lines += ["", "Ändrat i kurskatalogerna:", *(f"  {line}" for line in changes)]
    for title, files in (("Överhoppade:", summary.skipped), ("Obs:", summary.notes)):
        if files:
            lines += ["", title, *(f"  {file.source} {file.reason}" for file in files)]
    return lines


def _change_lines(summary: Summary) -> list[str]:
    """What came, changed and went in catalogues that were read before, and half courses."""
    words = WORDS["course_changes"]
    lines = []
    for source, counts in summary.course_changes.items():
        if source in summary.read:
            continue
        each = ", ".join(f"{count} {words[kind]}" for kind, count in counts.items() if count)
        lines.append(f"{source}: {each}")
        changes = [each for each in summary.changed_courses if each.facts.source == source]
        for change in changes[:_SHOWN_CHANGES]:
            facts = change.facts
            lines.append(f"  {', '.join([facts.name, *facts.places])}: {_differences(change)}")
        if len(changes) > _SHOWN_CHANGES:
            lines.append(f"  … och {len(changes) - _SHOWN_CHANGES} till")
    return [*lines, *summary.half_courses]


def _differences(change: CourseChange) -> str:
    """What differs, before and after: "sista ansökningsdag 2026-12-01 → 2026-12-15"."""
    words = WORDS["course_facts"]

    def value(facts: CourseFacts | None, name: str) -> str:
        value = getattr(facts, name)
        return ", ".join(value) if isinstance(value, tuple) else str(value or "–")

    return "; ".join(
        f"{words[name]} {value(change.before, name)} → {value(change.after, name)}"
        for name in change.changed_fields
    )


def _catalogue_lines(imported: CatalogueImport) -> list[str]:
    """What became of the rows of a catalogue."""
    report = imported.report
    lines = [
        f"{imported.source}: {report.rows} rader lästa, {report.merged} sammanslagna, "
        f"{imported.occasions} kurstillfällen av {imported.educations} utbildningar"
    ]
    if imported.undated:
        lines.append(
            f"  {imported.undated} kurstillfällen utan ansökningsdag i källan: om de går att söka "
            "visas som okänt"
        )
    lines += [f"  {count} rader utelämnade: {why}" for why, count in report.left_out.items()]
    if report.unknown_columns:
        lines.append(f"  Okända kolumner: {', '.join(report.unknown_columns)}")
    return lines


def _explain(path: Path, *, as_json: bool) -> None:
    from ingest.explanation import explain
    from ingest.files import BadPath, printable
    from ingest.readers import Unreadable

    try:
        explanation = explain(path)
    except BadPath as error:
        raise CommandError(str(error)) from error
    except Unreadable as error:
        raise CommandError(f"{printable(path)} {error}") from error
    lines = "\n".join(_explanation_lines(explanation))
    typer.echo(_explanation_json(explanation) if as_json else lines)


def _explanation_json(explanation: Explanation) -> str:
    fields = {
        "metadata": dataclasses.asdict(explanation.metadata),
        "found_in": dict(explanation.origins),
        "pages": [page.number for page in explanation.document.pages],
        "dropped": [dataclasses.asdict(piece) for piece in explanation.dropped],
        "passages": [dataclasses.asdict(passage) for passage in explanation.passages],
    }
    return json.dumps(fields, ensure_ascii=False, indent=2)


def _explanation_lines(explanation: Explanation) -> list[str]:
    lines = []
    for field, word in WORDS["fields"].items():
        value = getattr(explanation.metadata, field)
        origin = explanation.origins.get(field)
        lines.append(f"{word + ':':10}{value or '–'}" + (f"  ({origin})" if origin else ""))
    document = explanation.document
    numbers = [str(page.number) for page in document.pages if page.number is not None]
    printed = f"tryckta nummer {numbers[0]}–{numbers[-1]}" if numbers else "utan tryckta nummer"
    lines += [
        f"{'Sidor:':10}{len(document.pages)}, {printed}",
        f"{'Text:':10}{len(document.text)} tecken i {len(explanation.passages)} textställen",
        *(f"{'Obs:':10}{note}" for note in explanation.reading.notes),
        "",
        f"Bortrensat: {len(explanation.dropped)} stycken",
    ]
    counts = Counter(piece.rule for piece in explanation.dropped)
    lines += [f"  {count} × {rule}" for rule, count in counts.most_common()]
    lines += [
        f"  [{piece.rule}] {'' if piece.page is None else f's. {piece.page}: '}{piece.text}"
        for piece in explanation.dropped
    ]
    return lines
