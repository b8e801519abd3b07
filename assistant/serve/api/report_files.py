"""Reports as responses: the file, its name, and how OpenAPI describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Response

from assistant.research.files.media import Media, file_of
from assistant.research.report import DocumentReport


def file_response(report: DocumentReport, media: Media) -> Response:
    """A report as a file to be kept."""
    return Response(
        file_of(report, media),
        media_type=media.value,
        headers={
            "Content-Disposition": f'attachment; filename="{report.name}{media.suffix}"',
            "Content-Language": report.language.value,
            "Vary": "Accept, Accept-Language",
        },
    )


def file_schemas(several: Sequence[Media]) -> dict[str, Any]:
    """The response in OpenAPI: besides JSON the kinds of file."""
    text: dict[str, str] = {"type": "string"}
    binary = text | {"format": "binary"}
    return {
        "description": "Svaret, eller samma innehåll som en fil efter Accept.",
        "content": {
            media.value: {"schema": text if media.value.startswith("text/") else binary}
            for media in several
        },
    }
