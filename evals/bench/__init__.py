"""How long it takes and how much room: ingestion, search, answers, among many documents."""
