"""Retraction Watch rows become notices of our references: by DOI and PubMed id, the three kinds kept apart."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import build
from backed import extras
from backed.change.compare import compare
from backed.editor.bibliography import with_field
from backed.editor.notices import NotSuchData, read
from backed.library import load
from backed.page.view import Views, environment
from backed.page.written_slots import slots
from backed.validation import validate
from cases import BASE, copy_of_base, edit, records

# The first line of the file as it is published.
COLUMNS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,"
    "RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
)
HEAD = next(csv.reader([COLUMNS]))
STANDING, CUP, REVIEW = "10.5555/work.2018.1", "10.5555/feet.2019.4", "10.5555/reviews.2021.7"


def csv_of(folder: Path, *rows: tuple[str, str, str, str], columns: Sequence[str] = HEAD) -> Path:
    """A file as it is published, of (DOI, PubMed id, nature, date)."""
    file = folder / "retraction_watch.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        for doi, pmid, nature, day in rows:
            values = {"OriginalPaperDOI": doi, "OriginalPaperPubMedID": pmid, "RetractionNature": nature, "RetractionDate": day}  # fmt: skip
            writer.writerow([values.get(name, "a, “text”\nof two lines") for name in columns])
    return file


def notices(root: Path, file: Path, *more: str) -> int:
    return build.main(["notices", str(file), "--root", str(root), "--on", "2024-02-01", *more])


def field(root: Path, key: str) -> str | None:
    notice = load(root).library.references[key].notice
    return f"{notice.kind} {notice.date}" if notice else None


def test_the_three_kinds_are_kept_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of_base(tmp_path)
    file = csv_of(
        tmp_path,
        (STANDING.upper(), "0", "Retraction", "4/15/2023 0:00"),
        ("https://doi.org/" + CUP, "90000001", "Expression of concern", "1/2/2023 0:00"),
        ("unavailable", "0", "Retraction", "1/1/2020 0:00"),
        (REVIEW, "", "Correction", "2022-03-04"),
        ("10.5555/somebody.else", "12345", "Retraction", "1/1/2020 0:00"),
    )
    assert notices(root, file) == 0
    assert field(root, "Lind2018standing") == "retracted 2023-04-15"
    assert field(root, "Rivera2019cup") == "concern 2023-01-02"
    assert field(root, "Okafor2021cups") == "corrected 2022-03-04"
    assert "5 notices of 2024-02-01; 3 references compared" in capsys.readouterr().out
    problems = validate(root).problems
    assert {problem.severity for problem in problems} == {"warning"}
    assert {problem.rule for problem in problems} >= {"retracted-never-bears", "rating-is-fresh"}


def test_a_pubmed_id_is_enough(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    assert notices(root, csv_of(tmp_path, ("unavailable", "90000001", "Retraction", "4/15/2023 0:00"))) == 0
    assert field(root, "Rivera2019cup") == "retracted 2023-04-15"


def test_what_leaned_on_a_retracted_source_moves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of_base(tmp_path)
    notices(root, csv_of(tmp_path, (STANDING, "0", "Retraction", "4/15/2023 0:00")))
    out = capsys.readouterr().out
    assert "rate anew: claims/heel-spur-cause.yml: Lind2018standing was retracted" in out
    moved = {each.id: each.verdict for each in compare(records(BASE), load(root).library).claims}
    assert moved["heel-spur-cause"] is not None and moved["heel-spur-cause"].after == "untested"


def test_the_gravest_stands_and_nothing_graver_is_softened(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    rows = [(CUP, "0", "Correction", "1/1/2022 0:00"), (CUP, "0", "Retraction", "3/1/2023 0:00"), (CUP, "0", "Expression of concern", "2/1/2023 0:00")]  # fmt: skip
    notices(root, csv_of(tmp_path, *rows))
    assert field(root, "Rivera2019cup") == "retracted 2023-03-01"
    before = (root / "references.bib").read_bytes()
    notices(root, csv_of(tmp_path, *rows[:1]))
    assert (root / "references.bib").read_bytes() == before


def test_a_reinstated_paper_is_not_retracted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of_base(tmp_path)
    retraction, back = (CUP, "0", "Retraction", "3/1/2023 0:00"), (CUP, "0", "Reinstatement", "5/1/2023 0:00")
    notices(root, csv_of(tmp_path, retraction, back))
    assert field(root, "Rivera2019cup") is None
    notices(root, csv_of(tmp_path, retraction))
    notices(root, csv_of(tmp_path, retraction, back))
    assert field(root, "Rivera2019cup") == "retracted 2023-03-01"
    assert "to decide by hand: says retracted, and the paper was reinstated on 2023-05-01" in capsys.readouterr().out


def test_ids_that_do_not_agree_are_left_to_an_editor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of_base(tmp_path)
    assert notices(root, csv_of(tmp_path, (STANDING, "90000001", "Retraction", "4/15/2023 0:00"), (CUP, "90000001", "Retraction", "soon"))) == 0  # fmt: skip
    out = capsys.readouterr().out
    assert "which are not of one paper here" in out
    assert "on a date that cannot be read" in out
    assert (root / "references.bib").read_bytes() == (BASE / "references.bib").read_bytes()


def test_the_snapshot_is_remembered_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    file = csv_of(tmp_path, (STANDING, "0", "Retraction", "4/15/2023 0:00"))
    notices(root, file, "--dry-run")
    assert validate(root).snapshot is None and field(root, "Lind2018standing") is None
    notices(root, file)
    snapshot = validate(root).snapshot
    assert snapshot is not None
    assert (str(snapshot.on), str(snapshot.newest)) == ("2024-02-01", "2023-04-15")
    assert (snapshot.notices, snapshot.compared, snapshot.not_compared, snapshot.named) == (1, 3, 3, 1)
    views = Views(load(root).library, "https://example.org/repo")
    audit = slots(environment(views), views, "audit", extras.reports(views, (), snapshot))["report"]
    assert '<time datetime="2024-02-01" data-age>' in audit and "3 references have a DOI" in audit


def test_another_file_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of_base(tmp_path)
    assert notices(root, csv_of(tmp_path, columns=HEAD[:14])) == 2
    assert "no column OriginalPaperDOI, OriginalPaperPubMedID, RetractionNature" in capsys.readouterr().err
    assert notices(root, tmp_path / "none.csv") == 2


def test_latin_1_and_huge_cells_are_read(tmp_path: Path) -> None:
    file = csv_of(tmp_path, (CUP, "0", "Retraction", "3/1/2023 0:00"))
    text = file.read_text("utf-8").replace("“text”", "é" + "x" * 200_000)
    file.write_bytes(text.encode("latin-1"))
    assert [notice.doi for notice in read(file)] == [CUP]
    with pytest.raises(NotSuchData, match=r"No such file"):
        read(tmp_path / "none.csv")


@pytest.mark.parametrize("key", records(BASE).references)
def test_a_field_is_spliced_and_nothing_else_changes(key: str) -> None:
    text = (BASE / "references.bib").read_text("utf-8")
    new = with_field(text, key, "notice", "concern 2024-01-01")
    line = "  notice       = {concern 2024-01-01},\n"
    assert new.replace(line, "", 1) == text
    assert new.index(line) < new.index("  verified", new.index(f"{{{key},"))
    again = with_field(new, key, "notice", "retracted 2024-02-02")
    assert again == new.replace("concern 2024-01-01", "retracted 2024-02-02")


def test_an_entry_on_one_line_is_refused_not_broken(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    edit(root, "references.bib", "  pages        = {11--19},\n  doi          =", "  pages        = {11--19}, doi =")
    text = (root / "references.bib").read_text("utf-8")
    assert re.search(r"pages .*\n  notice", text) is None
    assert "notice" in with_field(text, "Rivera2019cup", "notice", "concern 2024")
    squeezed = re.sub(r"@book\{Gray2010atlas,.*?\n\}", lambda found: found[0].replace("\n", " "), text, flags=re.DOTALL)
    with pytest.raises(ValueError, match="by hand"):
        with_field(squeezed, "Gray2010atlas", "notice", "concern 2024")
