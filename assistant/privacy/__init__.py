"""Personal data is masked before anything is logged or leaves the process."""
