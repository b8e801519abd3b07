"""Which courses meet what is asked."""
