"""A second treatment for the small knowledge base, so that something can be compared."""

from __future__ import annotations

from pathlib import Path

from cases import add

PAIN = """claim: Calf stretching eases first-step pain
kind: effect
about:
  condition: heel-pain
  intervention: calf-stretching
  comparator: no treatment
  outcome: first-step-pain
  direction: improves
  when: 4 weeks
finding: as-claimed
size: small
certainty: low
rating:
  start: randomized
  risk-of-bias: {down: 1, because: nobody was blinded, sources: [Okafor2021cups]}
  inconsistency: {down: 0}
  indirectness: {down: 0}
  imprecision: {down: 1, because: few people, sources: [Okafor2021cups]}
  publication-bias: {down: 0}
evidence:
- {source: Okafor2021cups, bears: for, as: randomized, found: Less pain with stretching.}
searched: {on: 2024-01-10, in: [PubMed], for: calf stretching}
reviewed: 2024-01-11
review-by: 2099-01-11
"""
BLISTERS = """claim: Calf stretching lowers the risk of skin blisters
kind: effect
about: {condition: heel-pain, intervention: calf-stretching, outcome: skin-blisters, direction: improves}
finding: untested
searched: {on: 2024-01-10, in: [PubMed], for: stretching and blisters}
reviewed: 2024-01-11
review-by: 2099-01-11
"""
ARCH = BLISTERS.replace("lowers the risk of skin blisters", "raises the height of the arch").replace(
    "skin-blisters, direction: improves", "arch-height, direction: increases"
)


def stretched(root: Path) -> Path:
    """The knowledge base at `root` with what is known, and not, of calf stretching."""
    add(root, "claims/stretch-pain.yml", PAIN)
    add(root, "claims/stretch-blisters.yml", BLISTERS)
    return root
