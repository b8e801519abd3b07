"""Office files are zip archives: written anew so that the same content gives the same bytes."""

from __future__ import annotations

import datetime
import re
import zipfile
from io import BytesIO
from pathlib import Path

_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def write(path: Path, archive: bytes, date: datetime.date) -> None:
    """Write an Office file with its parts in order and every time in it set to one date."""
    stamp = f"{date.isoformat()}T08:00:00Z".encode()
    with (
        zipfile.ZipFile(BytesIO(archive)) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            info = zipfile.ZipInfo(name, (date.year, date.month, date.day, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every system that makes the files
            target.writestr(info, data)
