"""What the importers of tables share: cells, headers, workbooks, and merging rows."""
