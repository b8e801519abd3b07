"""The importer of EMIL (SS 10700), editions 2 and 3, as feeds of Swedish courses come."""
