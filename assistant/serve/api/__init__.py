"""HTTP: the routes of the contract."""
