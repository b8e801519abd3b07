"""The importer of web pages that list courses as cards: a name, and labels with values."""
