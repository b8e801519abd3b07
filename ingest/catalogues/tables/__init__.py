"""The importer of tables of courses, as municipalities and schools export them."""
