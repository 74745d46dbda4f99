"""The sentences that people read, generated from records (method appendix A). Pure functions."""
