"""Courses in words: fields, lines, comparisons, calendars."""
