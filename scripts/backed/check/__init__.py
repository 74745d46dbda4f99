"""The statement check on the command line: the engine of the page in embedded V8, and reports on texts and files."""
