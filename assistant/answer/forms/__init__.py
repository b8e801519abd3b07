"""How each form of answer is laid out."""
