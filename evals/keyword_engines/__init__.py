"""Measures keyword engines against each other: ``python -m evals.keyword_engines SHARED_DATA_DIR``.

Each engine indexes the same passages as the same character grams, in a process of its own; a second
process opens what was built and answers questions. The choice that came of it is the decision
record on keyword engines.
"""
