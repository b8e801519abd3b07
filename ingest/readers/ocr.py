"""Puts a layer of text on pictures of pages with the program tesseract, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from ingest.readers.reading import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

ADVICE = "Installera tesseract-ocr och tesseract-ocr-swe och läs in filen igen."

LANGUAGE = "swe"
RESOLUTION = 300
"""Dots an inch; what tesseract is trained for."""

MOST_PIXELS = 25_000_000
"""A page larger than this at full resolution, about A3, is rendered smaller."""

PAGE_SECONDS = 120

MOST_SLANT = 3.0
"""Degrees that a page may lie aslant in the scanner; it is turned by steps of a quarter of one."""

SKETCH = 1000
"""Pixels of the longer side of the picture by which that is measured."""


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


def with_text(picture: Image) -> bytes:
    """A grey picture, whichever way it is turned, as a page of PDF with the text that is seen.

    So it is read as any other page: with its columns, tables, headings and printed number.

    Raises:
        Unreadable: tesseract failed on the page, or took too long.
    """
    program = shutil.which("tesseract") or "tesseract"
    options = ["-l", LANGUAGE, "--dpi", str(RESOLUTION), "--psm", "1", "pdf"]
    straight = picture.rotate(_slant(picture), fillcolor=255)
    try:
        reply = subprocess.run(  # noqa: S603 (a fixed command; the picture goes to its input)
            [program, "stdin", "stdout", *options],
            input=b"P5 %d %d 255\n" % straight.size + straight.tobytes(),
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
    return reply.stdout


def _slant(picture: Image) -> float:
    """By how many degrees a page is to be turned until its lines are level.

    Then rows of dots differ most from the next ones: lines of text and the white between them.
    """
    import numpy as np
    from PIL.Image import Resampling

    sketch = picture.reduce(max(1, max(picture.size) // SKETCH))

    def evenness(degrees: float) -> float:
        turned = np.asarray(sketch.rotate(degrees, Resampling.BILINEAR, fillcolor=255), dtype=float)
        return float(np.square(np.diff(turned.sum(axis=1))).sum())

    steps = range(-int(4 * MOST_SLANT), int(4 * MOST_SLANT) + 1)
    return max((step / 4 for step in sorted(steps, key=abs)), key=evenness)


def picture_of(page: PdfPage, resolution: int = RESOLUTION) -> Image:
    """The page as a grey picture of as many dots an inch."""
    width, height = page.get_size()
    scale = min(resolution / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture: Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return picture
