"""What the assistant says itself: languages, dates in words, how a source is named."""
