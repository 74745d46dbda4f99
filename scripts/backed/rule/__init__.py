"""The editorial rules: small named functions. Their docstrings are their entries in the style guide."""

from backed.rule import (  # noqa: F401  (they register)
    dates,
    estimate,
    evidence,
    figures,
    finding,
    freshness,
    links,
    measured,
    prose,
    rating,
    statements,
    terms,
)
from backed.rule.registry import RULES, Rule, run

__all__ = ["RULES", "Rule", "run"]
