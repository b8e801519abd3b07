"""From question and passages to an answer made of quotes."""
