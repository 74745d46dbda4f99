"""From a record to certainty, verdict and judgement, and figures checked again. Pure functions."""
