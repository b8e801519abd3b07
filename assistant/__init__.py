"""How the corpus is asked: retrieval, answers, API, chat and command line."""
