"""Pictures (JPEG, PNG, TIFF, GIF, BMP, WebP): the text that character recognition sees in them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ingest.readers import ocr
from ingest.readers.pdf import read_pictures
from ingest.readers.reading import FileReading, Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 200
"""Pages of one picture file (TIFF) that are read."""

WIDE_ENOUGH, HIGH_ENOUGH = 400, 120
"""Pixels of a picture in a document that may hold text; smaller ones are logos and icons."""

SMALLEST = 1000
"""Pixels of the longer side under which a picture is made twice as large to be read."""


def read_picture(data: bytes) -> FileReading:
    """A picture as a page without a number; a file of several as one page each.

    Raises:
        Unreadable: it is damaged or too large, or tesseract is not installed.
    """
    from PIL import Image, ImageSequence, UnidentifiedImageError

    if not ocr.is_installed():
        raise Unreadable(f"är en bild. {ocr.ADVICE}")
    try:
        with Image.open(io.BytesIO(data)) as picture:
            frames = getattr(picture, "n_frames", 1)
            if picture.format == "GIF":
                frames = 1
            seen = islice(ImageSequence.Iterator(picture), min(frames, MOST_PAGES))
            pages, dropped = read_pictures(map(_grey, seen))
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise Unreadable("är en bild som är skadad eller för stor. Spara den som PDF.") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Unreadable("är en skadad bild. Hämta eller skanna den igen.") from error
    left = frames - MOST_PAGES
    notes = (f"har {left} bilder till som inte lästes. Dela upp filen.",) if left > 0 else ()
    if frames == 1:
        pages = tuple(replace(page, sheet=None) for page in pages)
    return FileReading(pages, dropped=dropped, notes=notes, has_running_lines=False)


def picture_notes(data: bytes, *folders: str) -> tuple[str, ...]:
    """What is told of the pictures in a packed document that are large enough to hold text."""
    count = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith(folders):
                width, height = _size(archive.read(name))
                count += width >= WIDE_ENOUGH and height >= HIGH_ENOUGH
    what = "1 bild" if count == 1 else f"{count} bilder"
    return (f"har {what} vars text inte lästes.",) if count else ()


def _size(data: bytes) -> tuple[int, int]:
    """Width and height of a picture in pixels; 0 where it cannot be opened."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return 0, 0


def _grey(frame: Image) -> Image:
    """A grey picture, upright, on white and no larger than a page is read."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(frame) or frame
    if upright.mode in {"RGBA", "LA", "P", "PA"}:
        colours = upright.convert("RGBA")
        paper = Image.new("RGBA", colours.size, "white")
        upright = Image.alpha_composite(paper, colours)
    grey = upright.convert("L")
    scale = min(1.0, (ocr.MOST_PIXELS / max(1, grey.width * grey.height)) ** 0.5)
    if max(grey.size) < SMALLEST:
        scale = 2.0
    if scale != 1.0:
        grey = grey.resize((max(1, int(grey.width * scale)), max(1, int(grey.height * scale))))
    return grey
