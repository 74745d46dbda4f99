"""What helps those who write records: taking in references, templates, repairs."""
