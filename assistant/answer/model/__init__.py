"""The engine with a language model: it points at sentences, and we quote them."""
