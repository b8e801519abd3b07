"""Importers of course catalogues: one module for each format."""
