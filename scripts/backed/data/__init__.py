"""What is published beside the pages, and its schemas."""
