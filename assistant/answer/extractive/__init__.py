"""The engine that points at sentences by trained judgement."""
