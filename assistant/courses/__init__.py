"""Courses and occupations: what is asked of them, finding them, telling of them."""
