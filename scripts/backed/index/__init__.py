"""The one index that search and the statement check share: what the browser loads to answer from the records."""
