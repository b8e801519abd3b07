"""What a question asks of the courses."""
