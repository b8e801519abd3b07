"""What the importers of nested items (JSON, XML) share: parsing them, and reading their fields."""
