"""What changes for readers between two states of the records, and how it came about over git's history."""
