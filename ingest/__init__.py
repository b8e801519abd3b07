"""How documents get in: readers, cleaning, splitting, the pipeline."""
