"""Side by side with other systems, and the page about quality that is made of all results."""
