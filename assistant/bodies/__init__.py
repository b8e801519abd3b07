"""The wire: what goes in and out over HTTP. Types alone; imports nothing of the assistant."""
