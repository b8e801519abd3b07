"""Makes the example corpus' binary files from the readable sources beside this package."""
