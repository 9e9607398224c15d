"""What is measured, one file an area."""
