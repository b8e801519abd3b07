"""Whether a claim of a language model may be shown in its words: pure, and told by letters."""
