"""Backed: records in, certainty, verdicts, sentences and pages out.

Imports go one way, from left to right; a part may use those before it, never those after it:
problem < kin < record < appraisal < words < sentence < library < memo < trace < outline < part < session < rule < audit < readability < validation < change < site
< picture < page < index < check < data < editor < extras < publish
"""

import os

# Else pydantic looks through all packages for plugins of its own, of which we use none, before it makes the first model.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
