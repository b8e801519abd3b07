"""The way to an occupation: which educations lead there, and what could be read before them."""
