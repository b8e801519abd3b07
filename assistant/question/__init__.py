"""From a question to a plan: what is asked, read once."""
