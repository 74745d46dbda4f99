"""Retired records keep their address, say why, and point onward."""

from __future__ import annotations

import json
from pathlib import Path

from backed.publish import publish
from cases import add, copy_of_base


def test_a_retired_claim_keeps_its_address_and_points_onward(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    add(root, "claims/heel-horn.yml", "withdrawn: 2024-02-01\nbecause: It asked nothing that can be tested.\n")
    outcome = publish(root, tmp_path / "site")
    assert outcome.report is not None and outcome.report.problems == ()
    moved = (tmp_path / "site/claims/heel-gel/index.html").read_text("utf-8")
    assert '<a href="../../claims/heel-cup-pain/">' in moved and "Gel cups are heel cups." in moved
    assert '<link rel="canonical" href="https://backed.example.org/claims/heel-cup-pain/">' in moved
    gone = (tmp_path / "site/claims/heel-horn/index.html").read_text("utf-8")
    assert "withdrawn on 2024-02-01" in gone and "It asked nothing that can be tested." in gone
    listed = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert "heel-gel" not in listed and "heel-horn" not in listed and "claims/heel-cup-pain/" in listed
    data = json.loads((tmp_path / "site/api/v1/retired.json").read_text("utf-8"))["retired"]
    assert {each["id"]: each["moved"] for each in data} == {"heel-gel": "heel-cup-pain", "heel-horn": None}


def test_a_retired_source_document_keeps_its_address_too(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    add(root, "statements/old-leaflet.yml", "withdrawn: 2024-02-01\nbecause: Its publisher took it back.\n")
    outcome = publish(root, tmp_path / "site")
    assert outcome.report is not None and outcome.report.problems == ()
    assert "withdrawn on 2024-02-01" in (tmp_path / "site/statements/old-leaflet/index.html").read_text("utf-8")
    assert not (tmp_path / "site/claims/old-leaflet").exists()
    data = json.loads((tmp_path / "site/api/v1/retired.json").read_text("utf-8"))["retired"]
    assert {each["id"]: each["url"] for each in data}["old-leaflet"] == "/statements/old-leaflet/"
