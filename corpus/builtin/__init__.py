"""The built-in static model: its files, its card, and the script that trains it."""
