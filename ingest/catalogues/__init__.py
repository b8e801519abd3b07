"""Importers of course catalogues.

Each format has a folder: ``emil``, ``json_ld``, ``myh`` and ``tables``. ``registry`` finds the one
for a file. The formats that come as tables share ``rows``, those that come as nested items share
``items``; all share what words say (``words``, ``levels``), how values and days are written
(``values``, ``days``), how a record is read field by field (``record``), and what comes out
(``reading``).
"""

from __future__ import annotations

from ingest.catalogues.reading import CatalogueReading, Report

__all__ = ["CatalogueReading", "Report"]
