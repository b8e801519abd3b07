"""Who published a document, when, and what it is: found in its text or file, or left empty."""

from ingest.metadata.describe import Description, describe
from ingest.metadata.title import title_line

__all__ = ["Description", "describe", "title_line"]
