"""The importer of saved web pages that describe courses in schema.org's JSON-LD."""
