"""What is known: types, Swedish text, the embedder and the store."""
