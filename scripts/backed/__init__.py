"""Backed: records in, certainty, verdicts, sentences and pages out.

Imports go one way, from left to right; a part may use those before it, never those after it:
problem < record < appraisal < words < sentence < library < trace < outline < part < session < rule < audit < readability < validation < change < site
< picture < page < index < check < data < editor < extras < publish
"""
