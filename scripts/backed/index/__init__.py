"""What the browser loads to search and to check statements."""
