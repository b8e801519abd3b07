"""The session sheet: made, and turned into a report to be exported."""
