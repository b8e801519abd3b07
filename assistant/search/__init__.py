"""From a plan to passages: finding, matching, ranking."""
