"""The service as tools for language models, by the Model Context Protocol, at ``/mcp``."""
