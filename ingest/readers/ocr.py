"""Reads the text of pictures of pages with the program tesseract, where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from corpus.model import Block
from ingest.readers.hyphens import join_lines
from ingest.readers.reading import Unreadable, blocks_only, line_block, tidy

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

ADVICE = "Installera tesseract-ocr och tesseract-ocr-swe och läs in filen igen."

LANGUAGE = "swe"
RESOLUTION = 300
"""Dots an inch; what tesseract is trained for."""

MOST_PIXELS = 25_000_000
"""A page larger than this at full resolution, about A3, is rendered smaller."""

PAGE_SECONDS = 120

_PARAGRAPHS = re.compile(r"\n\s*\n")


@cache
def is_installed() -> bool:
    """Whether tesseract and its Swedish model are on this machine."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    models = subprocess.run(  # noqa: S603 (a fixed command)
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=30
    )
    return LANGUAGE in models.stdout.split()


def recognise(picture: bytes) -> tuple[Block, ...]:
    """The paragraphs that are seen in a picture in the PGM format, whichever way it is turned.

    Raises:
        Unreadable: tesseract failed on the page, or took too long.
    """
    program = shutil.which("tesseract") or "tesseract"
    try:
        reply = subprocess.run(  # noqa: S603 (a fixed command; the picture goes to its input)
            [program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(RESOLUTION), "--psm", "1"],
            input=picture,
            capture_output=True,
            check=True,
            timeout=PAGE_SECONDS,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise Unreadable(
            "är inskannad, och teckenigenkänningen (tesseract) misslyckades. Prova att skanna "
            "den på nytt."
        ) from error
    text = reply.stdout.decode("utf-8", errors="replace")
    pieces = (
        [line for line in map(tidy, piece.splitlines()) if line]
        for piece in _PARAGRAPHS.split(text)
    )
    return blocks_only(line_block(join_lines(lines)) for lines in pieces)


def picture_of(page: PdfPage) -> bytes:
    """The page as a grey picture in the PGM format, which needs no further library."""
    width, height = page.get_size()
    scale = min(RESOLUTION / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    if pixels.ndim == 3:
        pixels = pixels[:, :, 0]
    return b"P5 %d %d 255\n" % (pixels.shape[1], pixels.shape[0]) + bytes(pixels.tobytes())
