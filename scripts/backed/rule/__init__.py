"""The editorial rules: small named functions. Their docstrings are their entries in the style guide."""

from backed.rule import dates, evidence, links, prose, rating, statements, terms  # noqa: F401  (each registers its rules)
from backed.rule.registry import RULES, Rule, run

__all__ = ["RULES", "Rule", "run"]
