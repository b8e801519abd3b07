"""Old Office files (DOC, PPT), which LibreOffice turns into new ones where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.readers.reading import Unreadable

PROGRAMS = ("soffice", "libreoffice")

SECONDS = 120
"""Time that one file may take; most take five."""


def converted(data: bytes, old: str, new: str) -> bytes:
    """The bytes of a file in a newer format: ``old`` and ``new`` are "doc" and "docx", say.

    Raises:
        Unreadable: LibreOffice is not installed, takes too long, or cannot read the file.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Unreadable(
            f"är i ett äldre Office-format. Öppna den och spara som .{new}, eller installera "
            "LibreOffice på datorn där Vägvis körs och läs in filen igen."
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"fil.{old}"
        source.write_bytes(data)
        # A profile of its own: two runs of one profile stop each other.
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", new, "--outdir", name]
        try:
            subprocess.run(  # noqa: S603 (a fixed command; the file's name is our own)
                [*command, str(source)], capture_output=True, check=True, timeout=SECONDS
            )
            return (folder / f"fil.{new}").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise Unreadable(
                "är i ett äldre Office-format, och LibreOffice kunde inte läsa den. Öppna den och "
                f"spara som .{new}."
            ) from error
