"""The generative engine: a language model's words, kept as far as checked quotes carry them."""
