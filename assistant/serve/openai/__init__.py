"""The service as a chat model for programs that speak OpenAI's protocol, under ``/openai/v1``."""
