"""What a guidance counsellor would add: who to turn to, tone, and what is declined."""
