"""Research over several documents: comparisons, grids, timelines, session sheets, exports."""
