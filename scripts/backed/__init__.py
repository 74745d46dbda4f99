"""Backed: records in, certainty, verdicts, sentences and pages out. Imports go one way, see docs/contribute/architecture.md."""
