"""Reports as files: CSV, Markdown, DOCX, XLSX and PDF, each with the same content."""
