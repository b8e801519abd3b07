"""Who may what: keys, what they are for, and who is asking."""
