"""The ways in: HTTP, chat page, command line, other programs."""
