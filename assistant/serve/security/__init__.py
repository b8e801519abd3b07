"""What stands between strangers and the service: names, sites, headers, and the chat's own door."""
