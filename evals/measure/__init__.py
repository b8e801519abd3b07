"""What the commands of the project measure."""
