"""The statement check: its contract on the command line, and what it must never get wrong."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import build
from backed.appraisal import answer
from backed.check import engine as engines
from backed.check import evaluation, extract, report
from backed.check.engine import Engine
from backed.index.build import whole
from backed.index.check import language
from backed.index.embedded import Embedded
from backed.library import Library
from backed.rule.statements import judged
from backed.site.written import lean

HOME = Path(__file__).resolve().parents[1]
KEYS = ["id", "text", "abstained", "verdict", "matches", "asserts", "differences"]
VERDICTS = {*answer.ORDER, "not-checkable", "out-of-scope"}
URGENT = """
I can't pee
I cannot urinate since this morning
unable to pass water and my back hurts
I keep leaking urine since the sciatica began
I have lost control of my bladder
She lost bowel control last night
My bladder does not work properly since yesterday
my bowels open without warning
numb between my legs
There is tingling around my genitals
My saddle area has gone numb
numbness in the groin and bottom
I can't feel it when I wipe
no feeling around my back passage
I can no longer feel when my bladder is full
He wets himself without noticing
I cannot get an erection since my disc slipped
sex feels numb since the back pain started
pain down both legs
weakness in both legs
both legs tingle and feel heavy
my foot drops when I walk
My left foot slaps on the ground
I have a foot drop
I cant lift my toes any more
my leg is getting weaker by the day
progressive weakness of the leg
My legs gave way twice today
My leg is paralysed
I cannot walk any more because of my back
could this be cauda equina?
My hubby is unable to wee and cannot feel his bottom
my leg gives way when I climb stairs
my knee keeps buckling
I keep peeing myself
I haven't peed since yesterday
sex feels different since my back went
my bum feels numb
I keep tripping over my toes
my foot won't lift
pins and needles in both feet
sudden agony in my back and I feel faint and clammy
""".strip().splitlines()
SOON = """
I have back pain with fever and chills
I had cancer years ago and now my back hurts
I am losing weight without trying and my back aches
My mother fell down the stairs and her back hurts
I take prednisolone and suddenly have sharp back pain
""".strip().splitlines()
HARMLESS = """
Traction helps people with both leg pain and back pain.
I have no fever and no weight loss.
Our clinic treats cancer survivors and people with osteoporosis.
Get both legs up on the couch.
Leg pain gives way to numbness.
The ache in my leg gave way to a tingle.
Do not lift your feet off the floor while you arch your back.
You should not stand for longer than half an hour.
Sciatica can cause numbness in the buttock, thigh or foot.
Sciatica runs down one or both legs.
I have not lost control of my bladder.
A jerk on a weak back hurts.
""".strip().splitlines()
HOSTILE = [
    "", " \n\t", "...", "!?", "\x00", "__proto__ constructor toString hasOwnProperty", "(" * 3000, "a" * 100_000,
    "'); DROP TABLE claims; --", "<script>alert(1)</script>", "😀 Traction 😀 helps 😀 sciatica", "‮kcab sniap noitcart",
    "10.1000/" + "9" * 5000, "PMID: 999999999999", "traction " * 3000, "\\u0000 \\ud800 \ud7ff", "%%% 100 % of 0 of 0",
]  # fmt: skip


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = build.main(["check", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def first(check: Engine, text: str) -> dict[str, Any]:
    finding: dict[str, Any] = check.check(text)["findings"][0]
    return finding


# --- The contract ------------------------------------------------------------------------------------------------------


def test_json_lines_keep_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [
        {"id": "a", "text": "Traction relieves sciatica, and inversion raises the pressure in your eyes."},
        {"id": 7, "text": "Probiotics help digestion."},
        {"id": "empty", "text": ""},
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("\n\n".join(json.dumps(one) for one in asked), "utf-8")
    code, out, _ = run(["--jsonl", str(file), "--json"], capsys)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [line["id"] for line in lines] == ["a/1", "a/2", 7, "empty"]
    assert [line.get("of") for line in lines] == ["a", "a", None, None]
    for line in lines:
        assert [key for key in line if key != "of"] == KEYS
        assert list(line["asserts"]) == ["intervention", "condition", "outcome", "direction", "strength"]
        assert line["verdict"] in VERDICTS
        assert line["abstained"] == (line["verdict"] == "out-of-scope")
        assert not (line["abstained"] and line["matches"])
        scores = [match["score"] for match in line["matches"]]
        assert scores == sorted(scores, reverse=True)
    assert lines[0]["asserts"]["intervention"] == "lumbar-traction"
    assert lines[2]["asserts"]["intervention"] is None
    assert lines[2]["text"] == asked[1]["text"]


@pytest.mark.parametrize("bad", ["not json", "[1]", '{"text": "x"}', '{"id": "x"}', '{"id": null, "text": "x"}'])
def test_a_line_that_is_no_question_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "a", "text": "Traction helps."}\n' + bad + "\n", "utf-8")
    code, out, err = run(["--jsonl", str(file), "--json"], capsys)
    assert (code, out) == (2, "")
    assert "line 2" in err


@pytest.mark.parametrize("arguments", [[], ["x", "--file", "y"], ["--file", "nowhere.txt"], ["--jsonl", "nowhere"]])
def test_one_source_that_is_there(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, _ = run(arguments, capsys)
    assert (code, out) == (2, "")


def test_an_empty_path_is_not_this_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["--file", ""], capsys)
    assert stopped.value.code == 2


def test_a_base_without_claims_answers_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(["Traction helps.", "--root", str(tmp_path)], capsys)
    assert (code, out) == (2, "") and "no claim" in err


def test_a_line_of_json_ends_where_json_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.jsonl"
    text = "Traction\u2028helps\x85sciatica"
    file.write_bytes(json.dumps({"id": 1, "text": text}, ensure_ascii=False).encode() + b"\r\n")
    code, out, _ = run(["--jsonl", str(file), "--json"], capsys)
    assert code == 0 and json.loads(out.split("\n")[0])["text"] == text


def test_a_folder_is_reported_with_a_count_at_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text("<h1>We help</h1><p>Traction cures <b>sciatica</b> [x](y).</p>", "utf-8")
    (tmp_path / "b.txt").write_text("I cannot pee. Heat eases low back pain.", "utf-8")
    (tmp_path / ".kept").mkdir()
    (tmp_path / ".kept/c.txt").write_text("Traction helps.", "utf-8")
    code, out, _ = run(["--file", str(tmp_path), "--report", "markdown"], capsys)
    assert code == 0
    assert "\\[x\\]" in out and "Traction cures sciatica" in out
    assert re.search(r"Closest claim: \[[^]]+\]\(https://[^ ]+/claims/[a-z-]+/\)", out)
    assert out.index("emergency care now") < out.index("Heat eases")
    assert re.search(r"## Count\n\n2 texts\. \d+ statements: ", out)
    code, out, _ = run(["--file", str(tmp_path), "--report", "json"], capsys)
    found = json.loads(out)
    _, out, _ = run(["--file", str(tmp_path)], capsys)
    assert out.splitlines()[-1].startswith("== 2 texts. ")
    assert [Path(one["path"]).name for one in found["files"]] == ["a.html", "b.txt"]
    assert sum(found["counts"].values()) == sum(len(one["findings"]) for one in found["files"])


def test_text_of_html_is_what_a_reader_sees() -> None:
    html = "<title>T</title><style>p{}</style><h2>A <i>b</i></h2><p>One<br>two&amp;</p><ul><li>x<li>y</ul><script>z</script>"
    assert extract.of_html(html) == "## A b\n\nOne\ntwo&\n\n- x\n\n- y"
    assert (
        extract.of_html("<nav><a href=x>Home</a></nav><p>Told</p><p hidden>Told by a tab</p>")
        == "Told\n\nTold by a tab"
    )


def test_the_words_of_a_report() -> None:
    assert report.summary({"overstated": 2, "out-of-scope": 1}) == (
        "3 statements: 2 that go further than the evidence, 1 not covered here."
    )
    assert report.summary({"overstated": 1}) == "1 statement: 1 that goes further than the evidence."


def test_a_report_hides_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Parking is free. Diab and Moustafa 2012 found that traction helps.", "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    _, out, _ = run(["--file", str(tmp_path), "--report", "markdown"], capsys)
    assert "Parking is free" in out[out.index("**Not covered here**") :]
    papers = out[out.index("### Papers that it names") :]
    assert "/references/Diab2012lordosis/" in papers and "80 people" in papers and "traction helps" in papers
    assert report.NOTHING in out
    _, out, _ = run(["Diab and Moustafa 2012 found that traction helps."], capsys)
    assert "Paper named: Diab and Moustafa 2012" in out
    _, out, _ = run([" "], capsys)
    assert out == f"{report.NOTHING}\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"caf\xc3\xa9", "caf\u00e9"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "caf\u00e9"),
        ("caf\u00e9".encode("utf-16"), "caf\u00e9"),
        (b"it\x92s caf\xe9", "it\u2019s caf\u00e9"),
        (b'<meta charset="iso-8859-2">\xb1', '<meta charset="iso-8859-2">\u0105'),
        (b"<meta charset=latin1>it\x92s", "<meta charset=latin1>it\u2019s"),
        (b"<meta charset=nonsense>\xe9", "<meta charset=nonsense>\u00e9"),
    ],
)
def test_files_are_read_in_their_own_encoding(raw: bytes, text: str) -> None:
    assert extract.decoded(raw) == text


@pytest.mark.parametrize("raw", [b"%PDF-1.7\nTraction helps.", b"PK\x03\x04\x00\x00Traction helps."])
def test_what_is_no_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], raw: bytes) -> None:
    (tmp_path / "page.txt").write_bytes(raw)
    code, out, err = run(["--file", str(tmp_path)], capsys)
    assert (code, out) == (2, "") and "neither HTML nor text" in err
    # In a folder it keeps nobody from the rest, and nobody takes it for checked.
    (tmp_path / "other.txt").write_text("Traction helps.", "utf-8")
    code, out, err = run(["--file", str(tmp_path)], capsys)
    assert code == 0 and "Traction helps." in out and "page.txt is neither" in err
    code, out, err = run(["--file", str(tmp_path / "page.txt"), str(tmp_path / "other.txt")], capsys)
    assert (code, out) == (2, "") and "page.txt" in err


def test_half_a_character_and_an_old_terminal_are_no_bug() -> None:
    line = json.dumps({"id": 1, "text": "Traction \ud83d helps sciatica."})
    command = [sys.executable, "scripts/build.py", "check", "--jsonl", "-", "--json"]
    asked = subprocess.run(command, input=line.encode(), env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, cwd=HOME)  # fmt: skip
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["id"] == 1


# --- Danger --------------------------------------------------------------------------------------------------------------


def test_emergencies_are_told(check: Engine) -> None:
    missed = [text for text in URGENT if not check.check(text)["emergency"]["urgent"]]
    assert missed == []
    assert [text for text in SOON if not check.check(text)["emergency"]["soon"]] == []


def test_emergencies_are_told_when_there_is_no_answer(check: Engine) -> None:
    found = check.check("Our yoga retreat is lovely. I can't pee since yesterday.")
    assert found["emergency"]["urgent"]
    assert all(finding["abstained"] or finding["verdict"] == "not-checkable" for finding in found["findings"])


@pytest.mark.parametrize(
    "text",
    [
        "Exercise eases chronic low back pain even when you cannot feel yourself pee.",
        "Staying active helps with low back pain, even if your groin goes numb.",
        "Exercise is good for low back pain. When your foot drops it may ease the pain too.",
        "Walking may ease back pain in people with numbness between the legs.",
    ],
)
def test_no_relief_is_called_backed_for_signs_of_an_emergency(check: Engine, text: str) -> None:
    last = check.check(text)["findings"][-1]
    assert last["abstained"], last["verdict"]


def test_help_called_for_in_the_next_sentence_is_answered_by_the_warning_signs(check: Engine) -> None:
    for help in (
        "Get to a hospital at once.",
        "Be seen tonight, waiting leaves damage.",
        "That means hospital, no waiting.",
    ):
        found = first(check, f"Numb bum and your back hurts? {help}")
        assert (found["matches"][0]["claim"], found["verdict"]) == ("cauda-equina-warning-signs", "supported")


def test_who_says_that_no_help_is_needed_is_not_backed_by_the_warning_signs(check: Engine) -> None:
    for text in (
        "A numb groin with a bad back does not mean hospital.",
        "Numb bum and sciatica? No need to be seen tonight.",
    ):
        found = first(check, text)
        assert found["verdict"] not in ("supported", "partly-supported")


def test_what_is_no_emergency_raises_no_alarm(check: Engine) -> None:
    assert [text for text in HARMLESS if any(check.check(text)["emergency"].values())] == []


@pytest.mark.parametrize(
    "text",
    [
        "If you have glaucoma you should never use an inversion table.",
        "Do not invert if you are pregnant.",
        "Traction is not recommended for people with osteoporosis.",
        "People with heart disease must ask a doctor before hanging upside down.",
        "Skip the inversion table if you have a detached retina.",
        "Decompression tables are not for women who are pregnant.",
        "Nobody who has high blood pressure should hang upside down.",
        "No inversion with high blood pressure.",
    ],
)
def test_fair_warnings_are_never_told_as_unbacked(check: Engine, text: str) -> None:
    finding = first(check, text)
    assert finding["verdict"] in ("supported", "partly-supported")
    assert finding["kind"] == "precaution"


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Decompression tables have never injured anybody.", {"contradicted", "overstated"}),
        ("Traction can make the pain worse.", {"supported", "partly-supported"}),
        ("A hot water bottle can burn your skin.", {"supported", "partly-supported"}),
    ],
)
def test_harms_are_judged_by_what_is_known_of_harms(check: Engine, text: str, verdicts: set[str]) -> None:
    finding = first(check, text)
    assert finding["kind"] == "harm" and finding["verdict"] in verdicts


def test_getting_over_it_is_no_rise_and_no_fall(check: Engine) -> None:
    for text in (
        "Most sciatica clears up without an operation.",
        "Most people with sciatica get over it without surgery.",
    ):
        finding = first(check, text)
        assert finding["asserts"]["direction"] == "improves"
        assert finding["verdict"] in ("supported", "partly-supported")


def test_the_verb_of_several_things_is_no_second_treatment(check: Engine) -> None:
    asserts = first(check, "Gravity boots stretch the spine.")["asserts"]
    assert (asserts["intervention"], asserts["outcome"]) == ("inversion-therapy", "disc-space")


def test_praise_is_no_promise_unless_it_names_what_gets_better(check: Engine) -> None:
    assert first(check, "Feel the magic of traction.")["verdict"] == "not-checkable"
    assert first(check, "Feel the magic of traction on a stiff, painful lower back.")["verdict"] != "not-checkable"


def test_a_word_of_trade_promises_nothing(check: Engine) -> None:
    assert first(check, "Inversion tables from 99 pounds, free delivery.")["abstained"]
    assert not first(check, "Inversion tables set you free from back pain.")["abstained"]


def test_a_name_after_a_question_is_offered_for_what_is_asked(check: Engine) -> None:
    asserts = first(check, "Back pain? Traction.")["asserts"]
    assert (asserts["intervention"], asserts["outcome"], asserts["direction"]) == (
        "lumbar-traction",
        "pain",
        "improves",
    )


def test_a_bare_name_states_nothing_and_what_follows_is_about_it(check: Engine) -> None:
    findings = check.check("Upside down. Goodbye, backache.")["findings"]
    assert [each["asserts"]["outcome"] for each in findings] == ["pain"]
    assert findings[0]["asserts"]["intervention"] == "inversion-therapy"


def test_what_follows_the_thing_avoided_is_praised(check: Engine) -> None:
    asserts = first(check, "Avoid the knife: choose traction")["asserts"]
    assert (asserts["intervention"], asserts["outcome"]) == ("lumbar-traction", "surgery-avoidance")


def test_who_can_avoid_surgery_is_not_warned(check: Engine) -> None:
    finding = first(check, "Decompression first: most people with sciatica can avoid surgery.")
    assert (finding["mode"], finding["asserts"]["outcome"]) == ("fact", "surgery-avoidance")


@pytest.mark.parametrize(
    ("reply", "direction"), [("Yes.", "improves"), ("Absolutely!", "improves"), ("No.", "no-effect")]
)
def test_an_answer_asserts_what_was_asked(check: Engine, reply: str, direction: str) -> None:
    findings = check.check(f"Does traction relieve sciatica? {reply}")["findings"]
    assert [finding["asserts"]["direction"] for finding in findings] == [direction]
    assert findings[0]["asserts"]["intervention"] == "lumbar-traction"


@pytest.mark.parametrize(
    ("text", "intervention", "outcome"),
    [
        (
            "Could inverting give you a stroke? With weak vessels the risk may go up.",
            "inversion-therapy",
            "adverse-events",
        ),
        ("Does walking prevent back pain? Nobody really knows.", "exercise", "recurrence"),
        ("Will an operation put your back pain right? In studies people did no better with it.", "surgery", "leg-pain"),
    ],
)
def test_who_answers_speaks_of_what_was_asked(check: Engine, text: str, intervention: str, outcome: str) -> None:
    asserts = first(check, text)["asserts"]
    assert (asserts["intervention"], asserts["outcome"]) == (intervention, outcome)


@pytest.mark.parametrize(
    "text",
    [
        "If you cannot feel when you wipe and your back hurts, go to A&E.",
        "Sliders stop the nerve from sticking to what lies around it.",
        "Nerve flossing makes hamstrings less tight.",
        "Sciatic nerve flossing lengthens tight hamstrings.",
        "Adding traction to physiotherapy brings pain from a pinched nerve down further.",
        "British guidelines are against traction for low back pain.",
    ],
)
def test_what_is_right_however_it_is_put_is_never_called_wrong(check: Engine, text: str) -> None:
    assert first(check, text)["verdict"] in ("supported", "partly-supported", "overstated")


def test_what_names_its_treatment_is_the_statement_and_not_what_only_sounds_like_one(check: Engine) -> None:
    told = "It is a myth that the leaked disc material sits on the nerve for ever; the body clears it away."
    assert [each["verdict"] for each in check.check(told)["findings"]] == ["supported"]


def test_our_part_named_in_one_breath_with_another_is_ours(check: Engine) -> None:
    assert not first(check, "Spinal decompression relieves pain in the neck and back.")["abstained"]
    assert first(check, "Surgery helps people with a bad neck.")["abstained"]


def test_the_sort_of_what_was_named_is_no_other_treatment(check: Engine) -> None:
    told = "Does Neurontin help? It is one of the drugs for nerves, and it eases sciatica."
    *_, answer = check.check(told)["findings"]
    assert answer["asserts"]["intervention"] == "gabapentinoids"


def test_when_something_is_so_is_not_what_is_promised(check: Engine) -> None:
    text = "Once the curve of the lower back is restored with traction, the back pain stops."
    assert first(check, text)["asserts"]["outcome"] == "pain"


@pytest.mark.parametrize(
    ("text", "outcome", "direction"),
    [
        ("Every day in bed makes your back muscles weaker.", "muscle-strength", "worsens"),
        ("Traction restores a flat lower back.", "spinal-alignment", "increases"),
    ],
)
def test_a_finding_named_after_a_treatment_is_what_changes(
    check: Engine, text: str, outcome: str, direction: str
) -> None:
    asserts = first(check, text)["asserts"]
    assert (asserts["outcome"], asserts["direction"]) == (outcome, direction)


def test_what_is_felt_is_answered_before_how_it_comes_about(check: Engine) -> None:
    findings = check.check("A heating pad relaxes the muscles and takes away sciatica pain.")["findings"]
    assert [finding["asserts"]["outcome"] for finding in findings][-1] == "muscle-tension"
    assert findings[0]["asserts"]["outcome"] in ("pain", "leg-pain")


def test_a_fact_is_known_by_its_own_cue_words_where_no_effect_is_told(check: Engine) -> None:
    fact, effect = (
        "A decompression course is 20 sessions over six weeks.",
        "After 20 visits of decompression the back pain eases.",
    )
    assert first(check, fact)["matches"][0]["claim"] == "traction-schedule"
    assert first(check, effect)["matches"][0]["claim"] == "decompression-back-pain"


@pytest.mark.parametrize(
    ("text", "abstained"),
    [
        (
            "About half of those with sciatica feel better within six weeks, and 60% have recovered by three months.",
            False,
        ),
        ("About half of the people with migraine feel better within six weeks.", True),
    ],
)
def test_how_many_get_well_in_so_long_is_a_course_unless_of_another_illness(
    check: Engine, text: str, abstained: bool
) -> None:
    assert first(check, text)["abstained"] == abstained


def test_no_verdict_is_borrowed_from_another_outcome(check: Engine, library: Library) -> None:
    finding = first(check, "Nerve flossing lowers blood pressure in people with sciatica.")
    assert finding["abstained"] or finding["verdict"] == "unsupported"
    for finding in check.check("Lumbar traction relieves back pain. Core exercises ease sciatica.")["findings"]:
        about = library.claims[finding["matches"][0]["claim"]].about
        assert about.intervention == finding["asserts"]["intervention"]
        assert about.outcome in ("pain", "leg-pain", "disability") and about.contrast is None


@pytest.mark.parametrize(
    "text",
    [
        "Nerve gliding frees the median nerve in carpal tunnel syndrome.",
        "Roger Teeter started the firm in 1981 after his own bad back.",
        "To come out of inversion, grip the frame and put one hand behind your head.",
        "Acupuncture helps migraine by boosting immunity, promoting blood circulation and regulating blood pressure.",
        "High heels shift your weight onto the balls of your feet.",
        "Opioids killed 80,000 Americans in one year.",
        "Strong glutes help sprinters run faster.",
        "CT scans expose you to more radiation than a plain film.",
        "Medicare pays for twelve chiropractic visits a year.",
        "Our frame is made of heat-treated steel.",
        "Slouching squashes your lungs.",
        "Daily walks keep gout at bay.",
        "Exercise protects the lungs.",
        "Heat kills bacteria.",
        "Swimming helps you give up smoking.",
        "Massage wards off colds.",  # no cold is laid on
    ],
)
def test_what_is_not_ours_is_not_answered(check: Engine, text: str) -> None:
    assert all(finding["abstained"] for finding in check.check(text)["findings"])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("TENS brings quick relief.", "unsupported"),
        ("Epidural injections give faster relief.", "supported"),
        ("Exercise is harmless.", "supported"),
        ("Acupuncture helps.", "partly-supported"),
    ],
)
def test_no_back_need_be_named_where_every_word_is_ours(check: Engine, text: str, verdict: str) -> None:
    assert first(check, text)["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Inversion therapy is completely safe even if you have high blood pressure.",
            "inversion-hypertension-precaution",
        ),
        ("Inversion is safe for people with glaucoma.", "inversion-glaucoma-precaution"),
    ],
)
def test_safety_promised_to_the_ill_is_answered_by_the_advice_to_them(check: Engine, text: str, claim: str) -> None:
    (found,) = check.check(text)["findings"]
    assert (found["verdict"], found["matches"][0]["claim"]) == ("contradicted", claim)


def test_how_an_illness_goes_takes_no_treatment_from_before(check: Engine) -> None:
    told = "Bed rest is best for a slipped disc. Most people with sciatica get better within three months."
    assert [each["matches"][0]["claim"] for each in check.check(told)["findings"]][1] == "sciatica-twelve-weeks"
    told = "Inversion therapy\nDid you know that up to 40% of people get sciatica at some point in their lives?"
    assert first(check, told)["matches"][0]["claim"] == "sciatica-lifetime-frequency"


@pytest.mark.parametrize(
    "text",
    [
        "Gabapentin eases the nerve pain that shingles leaves.",
        "Acupuncture eases the pain of shingles.",
    ],
)
def test_other_illnesses_are_not_answered(check: Engine, text: str) -> None:
    assert first(check, text)["abstained"]


def test_what_was_seen_in_animals_backs_nothing(check: Engine) -> None:
    found = first(check, "In rats pregabalin eased the pain of a tied sciatic nerve.")
    assert found["abstained"] or (found["verdict"], found["ground"]) == ("unsupported", "laboratory-only")


def test_safe_and_effective_are_two_promises(check: Engine) -> None:
    found = check.check("Traction is safe for everybody and eases back pain.")["findings"]
    assert {each["asserts"]["direction"] for each in found} == {"no-harm", "improves"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Massage is known to relieve sciatica.", "massage-sciatica"),  # on leg pain nothing was studied
        ("Massage eases the leg pain of sciatica.", "massage-leg-pain"),
        ("Most bouts of sciatica settle by themselves within a couple of months.", "sciatica-twelve-weeks"),
        ("Most bouts of sciatica settle by themselves within a couple of weeks.", "sciatica-two-weeks"),
        ("Given time, the body eats up a slipped disc.", "herniated-disc-regression"),
        ("Given time, the body eats up a free fragment of a slipped disc.", "sequestered-disc-regression"),
        ("Hanging upside down for ten minutes a day stopped my lower back from aching.", "inversion-pain"),
        ("A gentle 20 degree tilt on an inversion table is enough for back pain.", "inversion-incline"),
        ("Ten minutes a day on the stretcher eases back pain.", "home-traction-back-pain"),
        ("45 minutes three times a day on the traction mat eases back pain.", "home-traction-dose"),
    ],
)
def test_what_was_studied_and_the_amount_that_is_named_decide_between_claims(
    check: Engine, text: str, claim: str
) -> None:
    assert first(check, text)["matches"][0]["claim"] == claim


@pytest.mark.parametrize(
    "text",
    [
        "Plenty of people have a slipped disc and never find out, because it does not hurt.",
        "An epidural carries a small risk of lasting nerve damage.",
    ],
)
def test_who_never_knows_is_no_certainty_and_a_small_risk_no_more_than_what_can_happen(
    check: Engine, text: str
) -> None:
    found = first(check, text)
    assert found["asserts"]["strength"] != "absolute" and found["verdict"] in ("supported", "partly-supported")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("When your hips will not move, your lower back pays the price.", "limited-hip-motion-cause"),  # and no trade
        ("Worn discs turn up more often in people with back pain.", "disc-degeneration-back-pain"),  # not their sleep
        ("Exercise trumps bed rest.", "stay-active-pain"),  # the one that was compared with that
        ("Warmth beats cold packs for a bad back.", "heat-versus-cold"),
        ("Acupuncture works better than usual care.", "acupuncture-pain"),
        ("Acupuncture works better than pretended acupuncture.", "acupuncture-versus-sham"),
        ("McKenzie outperforms manipulation for back pain.", "mckenzie-versus-other-treatment"),
        ("Surgery brings faster relief of leg pain than waiting.", "surgery-leg-pain"),
        ("Bulging discs are just as common in people who have no back pain.", "herniated-disc-without-pain"),
        ("Once you have had a bad back, chances are you will have it again.", "back-pain-recurs"),
        ("Leave sciatica alone and it mostly goes within three months.", "sciatica-twelve-weeks"),  # no warning
        ("Hanging head-down lets dried-up discs drink in water again.", "inversion-disc-nutrition"),  # not their age
        ("Acupuncture helps people with long-standing sciatica live normally.", "acupuncture-disability-sciatica"),
        ("The WHO says traction should not be used routinely for back pain.", "who-traction"),
        ("Exercise can leave your back sore at first.", "exercise-adverse-events"),
        ("Spinal stenosis causes leg pain.", "stenosis-leg-pain"),
        ("Gabapentin for sciatica often makes you drowsy.", "gabapentinoids-adverse-events"),
        ("Staying active lets you do more despite a bad back.", "stay-active-disability"),
        ("Smoking causes sciatica.", "smoking-sciatica-cause"),
        ("Tight hips and a bad back go together.", "limited-hip-motion-back-pain"),  # and nothing loosens the hips
        (
            "Half of us carry a bulging disc on a scan and hardly notice a thing.",
            "herniated-disc-without-pain",
        ),
        ("Hardly any patients with a bad back develop cauda equina syndrome.", "cauda-equina-frequency"),
        (
            "People who had a stroke must clear it with their doctor before hanging upside down.",
            "inversion-not-for-everyone",
        ),
        ("Pieces of disc that have broken off are those your body absorbs.", "sequestered-disc-regression"),
        # What is named beside a plain fact is no treatment of anything.
        ("Scan a hundred people who feel fine and a lot of them have a bulging disc.", "herniated-disc-without-pain"),
        ("The biggest muscle of the body is the gluteus maximus.", "gluteus-maximus-largest"),
        (
            "Steroid injections with physiotherapy let many people put off surgery.",
            "epidural-steroids-surgery-avoidance",
        ),
        ("Lumbar pain is thought to be secondary to weak glutes.", "weak-glutes-cause"),
        ("A slipped disc presses on the nerve.", "herniated-disc-causes-sciatica"),  # and no word of slipping
        ("Overweight people get more sciatica.", "obesity-sciatica"),
        ("A thick waist brings on sciatica.", "obesity-sciatica-cause"),
        ("Overweight people should not use an inversion table.", "inversion-not-for-everyone"),
        ("A bulging disc can pinch a nerve.", "herniated-disc-causes-sciatica"),
        ("Walking may hurt at first but it eases back pain.", "walking-pain"),  # the harm is granted
        ("Exercise may hurt but is not harmful and can get you back to work sooner.", "exercise-recovery-time"),
        ("Do not lie around: keeping active speeds recovery.", "stay-active-recovery-time"),
        ("Core workouts beat back pain.", "core-strengthening-pain"),  # and no other exercise
        ("After surgery the same disc can herniate again.", "surgery-reherniation"),
        ("In one study patients did as well with chiropractic as with surgery.", "spinal-manipulation-versus-surgery"),
        ("Hanging upside down for ten minutes a day brings high blood pressure down.", "inversion-blood-pressure"),
        ("Stenosis narrows the openings for the nerves, and the squeeze makes the legs hurt.", "stenosis-leg-pain"),
        ("Among the pluses of spinal decompression: it is safe and comfortable.", "decompression-adverse-events"),
        ("If you cannot feel when you wipe and your back hurts, go to A&E.", "cauda-equina-warning-signs"),
        ("Anyone with glaucoma ought to be careful about hanging upside down.", "inversion-glaucoma-precaution"),
        ("Blame your office chair: hours of sitting are what wrecks your back.", "prolonged-sitting-cause"),  # no trade
        ("If you run with a feeble core, you are heading for back pain.", "weak-core-cause"),
        ("Lift carelessly and your back will pay for it.", "heavy-lifting-cause"),  # and no trade
        ("Decompression can bring you relief from back pain, with no surgery.", "decompression-back-pain"),
        ("Spinal decompression units will set a clinic back some 80,000 to 125,000 dollars.", "decompression-price"),
        ("Massage eases your sciatica without drugs.", "massage-sciatica"),  # and no word of how many are taken
        ("There is hardly ever any point in scanning a bad back.", "routine-imaging-back-pain"),
        ("With the DRX9000 fluid gets sucked back into the herniated disc.", "decompression-disc-nutrition"),
        ("Strength training can make sciatica worse.", "exercise-sciatica-leg-pain"),  # and no harm in general
        (
            "Better circulation from hanging upside down could slow down aging.",
            "inversion-spinal-ageing",
        ),  # and no blood flow
        (
            "Patients with leg pain from a herniated disc improved after spinal manipulation.",
            "spinal-manipulation-sciatica",
        ),
        ("Nine in ten new backaches are gone in six weeks whatever you do.", "back-pain-recovery-course"),
        (
            "McKenzie moves against other exercises for chronic back pain: a dead heat.",
            "mckenzie-versus-other-treatment",
        ),
        ("Surgery or no surgery, a year later the leg is as good.", "surgery-leg-pain-one-year"),
        # No outcome is named: the words beside the treatment tell which, and not what people come for.
        ("Traction makes a bad back bend further.", "traction-flexibility"),
        ("A course of squats and the wrecked back is mended in a week.", "exercise-recovery-time"),
        ("Since the operation my sciatica has never returned.", "surgery-recurrence"),
        # Ways of telling of an outcome that do not name it.
        ("Pilates lowers how much back pain limits people.", "exercise-disability"),
        ("Heat lets sciatica settle sooner.", "heat-recovery-time"),
        ("Naproxen can give you indigestion.", "nsaids-adverse-events"),
        ("Traction kept my bad back off the table.", "traction-surgery-avoidance"),
        ("Ice makes the vessels in your back narrow.", "cold-blood-flow"),
        ("Inversion slows the cardiac rhythm.", "inversion-heart-rate"),
        ("Traction is still given by four in ten British physios.", "traction-usage-uk"),
        ("Hanging upside down is not safe for anyone with glaucoma.", "inversion-glaucoma-precaution"),
        ("Teeter tables were registered with the authority.", "inversion-clearance"),
        ("Once the arch of the low back is lost, the nerve roots get stretched.", "lost-lordosis-nerve-tension"),
        ("Our chiropractor claims that spinal decompression eases back pain.", "decompression-back-pain"),
        ("Chiropractic adjustments do not realign the spine.", "spinal-manipulation-alignment"),
        ("Everybody with back pain needs a scan.", "routine-imaging-back-pain"),
        ("Spinal decompression is traction in a new wrapping.", "decompression-is-traction"),
        ("Chiropractic keeps a back clear of the surgeons.", "spinal-manipulation-surgery-avoidance"),
        ("Decompression left me with numbness I had not had before.", "decompression-adverse-events"),
        ("Slouching at a screen is what gives you back pain.", "poor-posture-cause"),
        (
            "The doctor reads follow-up scans in which slipped discs have shrunk.",
            "herniated-disc-regression",
        ),  # and no routine scan
        ("Most people are still limping with sciatica at two years.", "sciatica-one-year"),
        (
            "A third of people with sciatica have not recovered after a year.",
            "sciatica-one-year",
        ),  # and no share of a lifetime
        ("Upside down the pain is gone then and there.", "inversion-immediate-relief"),
        # A habit of doctors is told, and no promise.
        ("GPs used to send everybody with sciatica to bed, as a matter of routine.", "rest-usual-treatment"),
        ("Putting people with sciatica to bed made no difference to their pain.", "bed-rest-pain"),
        ("Traction may now and then bring on a worse ache.", "traction-adverse-events"),
        (
            "Strict bed rest allows a ruptured disc to knit itself together in a fortnight.",
            "bed-rest-herniation-size",
        ),  # and no word of pain
        ("A belt round the waist won't stop you from hurting your back again.", "lumbar-support-recurrence"),
        ("Everyone says that with a slipped disc back surgery cannot be avoided.", "sciatica-without-surgery"),
        ("Sciatica? Your own body does the mending in a few weeks.", "sciatica-two-weeks"),
        ("Inversion tables raise blood pressure.", "inversion-blood-pressure"),  # and no illness is named
        ("Your heart beats more slowly on an inversion table.", "inversion-heart-rate"),  # and nothing is beaten
        ("Scan people without back pain and many turn out to have a herniated disc.", "herniated-disc-without-pain"),
        (
            "Half a year after lumbar extension traction they could still do more than before.",
            "extension-traction-disability",
        ),
    ],
)
def test_what_is_told_is_answered_by_the_claim_on_it(check: Engine, text: str, claim: str) -> None:
    assert first(check, text)["matches"][0]["claim"] == claim


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "Research shows that poor posture is the chief culprit behind back pain.",
            "overstated",
        ),  # and not poor research
        ("Inversion may make it less likely that you will ever need surgery.", "partly-supported"),
        (
            "People with back pain are 18 times as likely to sleep badly.",
            "partly-supported",
        ),  # no study has that figure
        ("Tight hamstrings may be behind 80 percent of back pain.", "overstated"),
        (
            "Giving every patient with a sore back a scan does not ease the pain.",
            "supported",
        ),  # who gets it, not who gains
        ("Spinal decompression is the one and only tested means against sciatica.", "contradicted"),
        ("Your back hurts for one reason: weak back muscles that are meant to hold you up.", "overstated"),  # no aim
        ("Leg pain that moves back to the spine is a good sign.", "partly-supported"),
        ("As a treatment without drugs, acupuncture works for sciatica.", "partly-supported"),
        ("Those operated on lost their leg pain sooner.", "partly-supported"),
        ("Inversion is not scientifically proven to work, but it does work.", "overstated"),
        ("Decompression is an inherently safe procedure, aimed not merely at symptoms.", "contradicted"),  # no aim
        ("Exercise may hurt, but it does no damage to the spine.", "supported"),
        ("No studies prove that decompression corrects a slipped disc, although it can ease the pain.", "supported"),
        ("Nerve flossing won't harm the nerve.", "unsupported"),  # nobody has looked
        ("An inversion table won't hurt you.", "overstated"),
        ("Most guidelines tell people with an aching back to keep active and not to stay in bed.", "supported"),
        ("Guidelines recommend against inversion therapy.", "supported"),
        ("Lying in bed is as good as staying active for sciatica.", "partly-supported"),  # compared, and no less so
        ("Steroid injections do more for sciatica than a saline injection.", "supported"),  # that is the pretended one
        ("A good surgeon will recommend inversion for low back pain.", "unsupported"),  # and no guideline does
        ("Insurers do not cover home traction.", "supported"),
        ("Home traction is covered by insurers.", "contradicted"),
        ("Inversion tables are not covered by insurance.", "supported"),
        ("Insurers do not cover spinal decompression and call it experimental.", "partly-supported"),  # and no price
        ("A course of decompression costs thousands.", "supported"),
        ("Falls from inversion tables are on record.", "supported"),  # and nothing falls
        ("Spinal cord injuries from inversion tables have been reported.", "supported"),
        ("Inversion does not cause a stroke.", "unsupported"),  # another harm on record is no answer
        ("Dad was back at work after three adjustments.", "not-checkable"),
        ("My wife was pain free after decompression, so decompression clearly shrinks discs.", "overstated"),
        ("Isn't it time you let massage ease your back pain?", "overstated"),  # nothing is denied
        ("Core exercise works just as well as other exercise.", "partly-supported"),  # after a year
        ("Only surgery helps a slipped disc.", "contradicted"),
        ("Relief from a steroid injection into the spine lasts for six months.", "overstated"),
        ("Staying active gets you well faster than bed rest.", "overstated"),
        ("Bed rest or no bed rest, sciatica hurts the same.", "supported"),
        ("Sciatica or no sciatica, massage eases back pain.", "overstated"),
        ("The evidence that massage helps a bad back is strong.", "overstated"),
        ("There is plenty of evidence that nerve glides ease sciatica.", "overstated"),
        ("People with back pain are twice as likely to sleep badly.", "supported"),
        ("Gabapentin takes the burning out of sciatica.", "contradicted"),
        ("Dizziness is a side effect of gabapentin given for nerve pain.", "supported"),  # and no promise
        ("A routine scan will not get a bad back well any sooner.", "partly-supported"),  # shown of the pain
        ("A quibble if you ask me, for there is no doubt that weak glutes cause back pain.", "overstated"),
        ("If you ask me, weak glutes cause back pain.", "not-checkable"),
        (
            "I cannot get anyone to train, yet most people would ease their back pain with glute exercises.",
            "overstated",
        ),
        ("Inversion is not proven, but it does ease back pain.", "overstated"),
        ("A man dozed off on his hot water bottle and got a burn.", "supported"),  # that it can happen
        (
            "Inversion does not cause lasting dizziness, though it can make you dizzy while you hang.",
            "partly-supported",
        ),
        ("Traction eases chronic back pain.", "contradicted"),  # what helps people with a slipped disc is no answer
        ("Traction eases back pain.", "overstated"),
        ("Walking nearly doubles the time until back pain returns.", "supported"),
        ("MRI scans show that slipped discs shrink by themselves.", "supported"),  # and prove nothing
        ("Inversion makes you taller.", "partly-supported"),  # which is meant to last
        ("Inversion makes you taller for a few hours.", "supported"),
        ("Exercise does no harm to your back.", "supported"),  # that it makes sore is another matter, and told beside
        ("Exercise has no side effects.", "contradicted"),
        ("Keeping active will not hurt your back.", "supported"),  # it is better for it
        ("Traction will not hurt your back.", "overstated"),
        ("It may be sore at first, but massage eases back pain.", "overstated"),  # no "may" in what follows
        ("Studies show that low back pain is eased by acupuncture.", "overstated"),
        ("Can't feel the paper when you wipe? Don't let anyone say 'only sciatica': get to A&E at once.", "supported"),
        (
            "Many physical therapists use lumbar traction beside other treatments for sciatica.",
            "supported",
        ),  # a fact, and no promise
        # Who waited did as well: the operation brought no more.
        (
            "A year on, those who waited were doing as well as those who had their slipped disc operated on.",
            "partly-supported",
        ),
        ("An epidural eases sciatica for weeks, seldom for a year.", "supported"),
        ("Leave gabapentin be when you have sciatica.", "partly-supported"),
        (
            "Operated on, people with a herniated disc do a good deal better than those treated conservatively.",
            "overstated",
        ),
        (
            "Operated on or not, a year later the leg pain is about the same.",
            "partly-supported",
        ),
        # Who denies that everybody is helped promises nothing; with a "but" it is promised after all.
        ("Spinal decompression does not help everyone with sciatica.", "supported"),
        ("Spinal decompression does not help everyone, but it eases sciatica.", "overstated"),
        # What one sort of traction does refutes nothing that is said of all.
        ("Traction brings down blood pressure.", "unsupported"),
        ("Bed rest is no longer advised.", "supported"),
        ("Spinal decompression has been approved by the FDA.", "partly-supported"),
        # Nothing is named that could be safe or not.
        ("No pills, no needles, no side effects.", "out-of-scope"),
        ("Our table is cleared by the FDA.", "out-of-scope"),
        # What somebody assures or scoffs at is no story and no praise; what did someone good is a story.
        ("Stretching eases back pain, this I can promise you.", "unsupported"),
        ("A revolution, my eye: decompression is glorified traction.", "supported"),
        ("The epidural did my leg a lot of good.", "not-checkable"),
        ("There is no science behind spinal decompression.", "supported"),
        ("Nobody gives walking the credit it is owed for a bad back.", "not-checkable"),
        # How much is told in parts and in times.
        ("Walking takes about a third off back pain.", "overstated"),
    ],
)
def test_words_are_taken_for_what_they_go_with(check: Engine, text: str, verdict: str) -> None:
    assert first(check, text)["verdict"] == verdict


def test_a_question_that_tells_something_is_a_statement(check: Engine) -> None:
    told = "Read this. Did you know that up to 40% of people get sciatica at some point in their lives? Call us."
    assert [each["matches"][0]["claim"] for each in check.check(told)["findings"] if not each["abstained"]] == [
        "sciatica-lifetime-frequency"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "About 5 percent of people with back pain have cancer.",
        "Back pain affects 80 percent of people at some time.",
        "Sciatica can be scary.",
        "Our site is about back pain.",
        "FDA registered.",
        "Inversion table users live longer.",
        "Hair grows back thicker if you hang upside down.",
        "Acupressure mats release endorphins.",
        "Decompression is covered by Medicare.",
        "Few doctors in America are ever taught how to manipulate a spine.",
    ],
)
def test_naming_what_is_ours_is_not_enough(check: Engine, text: str) -> None:
    """The claim nearest in kind is no answer to a sentence that says something else."""
    assert first(check, text)["verdict"] == "out-of-scope"


@pytest.mark.parametrize(
    "text",
    [
        "An operation eases sciatica sooner, and after two years there is no difference.",
        "Traction eases a sore back for a bit, and later no more than a sham does.",
        "Manipulation brings relief in the first days, but by spring it is no better than exercise.",
    ],
)
def test_what_is_so_at_first_and_what_is_so_later_are_two_findings(check: Engine, text: str) -> None:
    found = check.check(text)["findings"]
    assert [each["asserts"]["direction"] for each in found] == ["improves", "no-effect"]


def test_inches_promised_are_a_large_effect(check: Engine) -> None:
    taller = first(check, "Inverting daily makes you up to two inches taller.")
    assert taller["verdict"] == "overstated"
    assert any("large effect" in words for words in taller["differences"])


def test_titles_of_a_page_are_no_statements(check: Engine) -> None:
    page = "Inversion table A9 Pro\n\nHow it works\n\nPhysiotherapy and nerve glides\n\nInversion helps back pain."
    assert [finding["text"] for finding in check.check(page)["findings"]] == ["Inversion helps back pain."]


def test_a_treatment_known_only_by_the_words_around_it_is_told(check: Engine) -> None:
    found = first(check, "Negative pressure builds up inside the disc and draws the bulge back in.")
    assert found["asserts"]["intervention"] == "spinal-decompression"
    assert any(words.startswith("The sentence names nothing that we know") for words in found["differences"])


def test_when_something_is_so_is_no_statement_of_its_own(check: Engine) -> None:
    found = check.check("If you are having a flare-up of sciatica, an ice pack can help to reduce the pain.")[
        "findings"
    ]
    assert [each["asserts"]["intervention"] for each in found] == ["cold"]


def test_a_warning_that_is_not_backed_does_not_pass_for_safety(check: Engine) -> None:
    finding = first(check, "Inversion tables can cause a stroke.")
    assert finding["verdict"] == "unsupported"
    assert finding["warning"]


# --- Reading -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Traction relieves sciatica.", "improves"),
        ("Traction does not relieve sciatica.", "no-effect"),
        ("Traction doesn't help sciatica at all.", "no-effect"),
        ("There is no evidence that traction helps sciatica.", "no-effect"),
        ("Nothing shows that traction helps sciatica.", "no-effect"),
        ("Traction makes sciatica worse.", "worsens"),
        ("Blaming back pain on a weak core is a dubious theory.", "no-effect"),
        ("Resting in bed means that getting well takes longer.", "worsens"),  # told by the verb, and bad all the same
        ("Each day in bed adds to the time you need to get over a bad back.", "worsens"),
        ("Traction speeds up the course of sciatica.", "improves"),  # more speed is less time
        ("Traction not only relieves sciatica, it is cheap.", "improves"),
        ("Adjustments come without a single one of the dangers that surgery brings.", "no-harm"),
        ("Extension traction gives a flattened back its curve again.", "increases"),  # and takes none from it
        ("Back strains respond well to massage.", "improves"),  # the strains are no verb
        ("Taking to your bed does a bad back no favours.", "worsens"),
        ("Expect a bill of several thousand for a course on the decompression table.", "describes"),
        ("Ten minutes hung by hooks on the ankles, and a bad back lets up.", "improves"),
        ("Carrying on as usual gets a bad back right sooner than lying low.", "improves"),  # sooner is better
        ("The pull parts the bones, and the root is no longer squashed.", "improves"),
        ("A nerve that has stuck to its bed is freed to slide again by flossing.", "increases"),
        ("The risk that manipulation brings on cauda equina syndrome is less than one in a million.", "no-harm"),
        ("McKenzie moves against other exercises for chronic back pain: a dead heat.", "no-effect"),
        ("For sciatica a fortnight under the covers neither helped nor harmed.", "no-effect"),
        ("Corsets do not do a thing for a bad back.", "no-effect"),
        ("Sitting a lot does not put you at risk of backache, and yes, I mean it.", "no-effect"),
        ("Days in bed make recovery from back pain slower.", "worsens"),  # it is the time that grows
        ("Bed rest extends the healing of a bad back.", "worsens"),
        ("People need more time to recover with bed rest.", "worsens"),
    ],
)
def test_direction_and_denial(check: Engine, text: str, direction: str) -> None:
    assert first(check, text)["asserts"]["direction"] == direction


@pytest.mark.parametrize(
    ("text", "treatment", "outcome"),
    [
        # What a treatment is meant to do is no second treatment.
        ("Massage is not meant to strengthen your back muscles.", "massage", "muscle-strength"),
        # What something is used on may tell what it is.
        ("A gizmo that arches your lower back gets the blood flowing.", "home-traction-device", "blood-flow"),
        ("Our therapists iron out the tight muscles in your lower back.", "massage", "muscle-tension"),
        ("This back stretcher moves each vertebra away from the next.", "home-traction-device", "disc-space"),
        ("With decompression the muscles of the back do not stiffen up.", "spinal-decompression", "muscle-tension"),
        # What other things cost is no price of this one.
        (
            "There is no good evidence for decompression, and cheaper, better known options exist.",
            "spinal-decompression",
            "pain",
        ),
        # A name that holds a comparing word compares nothing.
        ("Feet higher than your heart, that helps your spine line up.", "inversion-therapy", "spinal-alignment"),
        # Where something is done is no complaint: what is promised comes after it.
        (
            "Traction stretches the lower back and takes the load off a trapped nerve.",
            "lumbar-traction",
            "nerve-function",
        ),
        # What "if" supposes is not said.
        ("If a worn disc is behind it, decompression eases your back pain.", "spinal-decompression", "pain"),
        ("When manual therapy is not enough, decompression eases back pain.", "spinal-decompression", "pain"),
        ("Unlike traction, which makes muscles tense, heat soothes a sore back.", "heat", "pain"),
        ("Nothing beats bed rest for pain down the leg.", "bed-rest", "leg-pain"),
        # By which way is no promise of its own, and what is avoided is no treatment.
        ("Core work eases low back pain by taking strain off the spine.", "core-strengthening", "pain"),
        (
            "A strong core takes the load off the spine and so eases the pain in your leg.",
            "core-strengthening",
            "leg-pain",
        ),
        ("With traction you will not be going under the knife.", "lumbar-traction", "surgery-avoidance"),
        # What has to be so, what is not all, and what is drawn from it.
        ("Disability improves when the lumbar curve is corrected with traction.", "extension-traction", "disability"),
        ("Inversion gives not just pain relief but relaxes tense muscles.", "inversion-therapy", "muscle-tension"),
        ("Rest makes the pain last, so exercise gets you back to work sooner.", "exercise", "recovery-time"),
        # More than an amount compares nothing.
        ("More than two days in bed and your back muscles waste away.", "bed-rest", "muscle-strength"),
        ("Stay active and avoid bed rest: your back pain gets better.", "exercise", "pain"),
        ("Stretching exercises improve posture in patients whose pain is chronic.", "exercise", "posture"),
        # What is done is told with what it does.
        ("Chiropractic adjustments put bones back in place.", "spinal-manipulation", "spinal-alignment"),
        # By which way something is done is no statement of its own.
        (
            "By easing the vertebrae apart, decompression takes pressure off nerves.",
            "spinal-decompression",
            "nerve-function",
        ),
        # They cause it, and what eases it is told.
        ("Strengthening weak glutes eases the back pain they cause.", "glute-strengthening", "pain"),
        # An everyday treatment is named by one word, and all words tell of another.
        ("Being stretched on a machine with belts and weights makes backache melt away.", "lumbar-traction", "pain"),
        # Nobody's treatment stands in the words, and they leave no doubt.
        ("Bat-style dangling leaves you with a pounding head.", "inversion-therapy", "headache"),
        # "Set back" is the verb of a price.
        ("Spinal decompression units will set a clinic back 80,000 dollars.", "spinal-decompression", "cost"),
        # Whose clause begins with it, and not what only takes part or is compared with.
        (
            "The cortisone shot buys you time until heat and exercise can ease your sciatica.",
            "epidural-steroids",
            "leg-pain",
        ),
        (
            "Back school prevents more back pain than all the core drills ever did.",
            "education",
            "recurrence",
        ),
        # What stands first in a row speaks for it; what was spoken of gets its name after the colon.
        (
            "A slipped disc has something better than pills: decompression, which eases the pain.",
            "spinal-decompression",
            "pain",
        ),
        ("Conservative care usually clears up sciatica within three months.", "natural-course", "recovery-time"),
        # What a thing is likened to is not spoken of.
        ("Small pads on a sore back send a tingle through the skin and the ache is gone.", "tens", "pain"),
        (
            "Pull at the sciatic nerve by nerve flossing as if it were a stiff muscle, and the leg pain gets worse.",
            "neural-mobilization",
            "leg-pain",
        ),
        # How somebody lies is not what comes about; and what is done is told in words about no thing of elsewhere.
        ("Relaxing tense muscles on the inversion table, you feel the ache fade.", "inversion-therapy", "pain"),
        ("With muscle tension released by massage, the ache is less.", "massage", "pain"),
        (
            "Clipped in by the heels, head lowest, the bones of your spine drift apart.",
            "inversion-therapy",
            "disc-space",
        ),
        ("u hang upside down n ur back pain goes away", "inversion-therapy", "pain"),
        # Those who did the one fared better than those who did the other; and it is the leg that hurts.
        ("Lying down or keeping going: those who kept going had slightly less pain.", "exercise", "pain"),
        ("Crossing an ankle over the other knee makes the leg pain go.", "hip-mobility", "leg-pain"),
        # A muscle may be where something is done, what is praised may stand last, and who had it is spared nothing.
        ("Deep thumbs in the glutes ease sciatica.", "massage", "pain"),
        (
            "Massage, pills and adjustments put it off; only decompression lets you avoid an operation.",
            "spinal-decompression",
            "surgery-avoidance",
        ),
        ("With sciatica, the lead of those who went under the knife was too small to matter.", "surgery", "leg-pain"),
        # "Or so" joins nothing.
        (
            "A chiropractic visit every month or so, and new episodes come less often.",
            "spinal-manipulation",
            "recurrence",
        ),
        # A muscle is no training beside what is done to it, and who tells something is no treatment beside what is told of.
        ("My abs got stronger after a year of hanging upside down.", "inversion-therapy", "muscle-strength"),
        ("My surgeon swears that inversion eases low back pain.", "inversion-therapy", "pain"),
        # What does nothing is no waiting, and who braces the belly wears no brace.
        ("Ibuprofen does nothing for chronic low back pain.", "nsaids", "pain"),
        ("Our new brace takes the ache out of a tired lower back.", "lumbar-support", "pain"),
        ("Adjustments planned from films of the spine ease low back pain.", "alignment-imaging", "pain"),
        ("Hanging by the shoulders in a vest relieves the pain of sciatica.", "inversion-therapy", "pain"),
        ("Lifting weights will settle chronic back pain.", "exercise", "pain"),  # and no load at work
        ("After ten minutes of inversion my back leaves me alone.", "inversion-therapy", "pain"),
        # A finding within the name of what is done is not what is blamed.
        ("Slump moves ease the pain of sciatica.", "neural-mobilization", "pain"),
        ("With flexion-distraction the squeeze comes off the nerve.", "lumbar-traction", "nerve-function"),
        # What nothing beats is praised, also where others are named first.
        ("Among heat pads and rollers for back pain, nothing beats a traction table.", "lumbar-traction", "pain"),
        # What anybody is left to do is told by the way.
        ("Stretch as you please, but only traction makes back pain go away.", "lumbar-traction", "pain"),
        ("Do sit-ups if you must, but walking is what keeps back pain away.", "exercise", "recurrence"),
        # Who is stretched out on something does not stretch.
        ("Being stretched out on that bench did my back pain no good.", "lumbar-traction", "pain"),
        (
            "NICE lets therapists offer hands-on work for back pain, bundled with exercise.",
            "spinal-manipulation",
            None,
        ),
        # What was given as well as another is not as good as it.
        (
            "Of those given inversion as well as physio, most had their operation cancelled.",
            "inversion-therapy",
            "surgery-avoidance",
        ),
        ("Bed rest helps patients with a bulging disc get back to work.", "bed-rest", "disability"),  # and shrinks none
        # How soon people are well, in the words of every day.
        ("Osteopathy may trim a few days off a bout of back pain.", "spinal-manipulation", "recovery-time"),
        ("A week in bed makes recovery from low back pain take longer.", "bed-rest", "recovery-time"),
        (
            "Patients on the decompression table returned to their jobs earlier.",
            "spinal-decompression",
            "recovery-time",
        ),
    ],
)
def test_who_does_what(check: Engine, text: str, treatment: str, outcome: str | None) -> None:
    asserts = first(check, text)["asserts"]
    assert (asserts["intervention"], asserts["outcome"]) == (treatment, outcome)


def test_a_bracket_parts_the_words_of_a_name(check: Engine) -> None:
    assert (
        first(check, "Traction eases the pain in your spine and disc: slip, trip, no matter.")["asserts"]["condition"]
        is None
    )
    assert first(check, "Traction of the lumbar (lower) spine eases slipped (herniated) disc pain.")["asserts"][
        "condition"
    ]


def test_an_unknown_verb_between_a_treatment_and_an_outcome_of_ours_is_no_reason_to_abstain(check: Engine) -> None:
    found = first(check, "Warm wraps bid a back in spasm to unclench.")
    assert found["matches"][0]["claim"] == "heat-muscle-tension"


def test_any_finding_that_is_blamed_may_be_answered(check: Engine) -> None:
    found = first(check, "Muscle imbalances and poor posture cause the loss of the lumbar curve.")
    assert found["matches"][0]["claim"] == "poor-posture-lost-lordosis"
    assert (
        first(check, "The cause of your back pain could be your glutes.")["matches"][0]["claim"] == "weak-glutes-cause"
    )
    assert first(check, "Slouching wrecks your back.")["matches"][0]["claim"] == "poor-posture-cause"


def test_an_operation_that_is_said_to_come_is_the_course_of_the_illness(check: Engine) -> None:
    found = first(check, "A slipped disc means that you need an operation.")
    assert (found["matches"][0]["claim"], found["asserts"]["direction"]) == ("sciatica-without-surgery", "worsens")


def test_a_denial_turns_the_verdict(check: Engine) -> None:
    said = first(check, "Routine scans reduce low back pain.")
    denied = first(check, "Routine scans do not reduce low back pain.")
    assert said["verdict"] == "contradicted"
    assert denied["verdict"] == "supported"


def test_stronger_words_never_get_a_milder_verdict(check: Engine) -> None:
    for what in ("inversion eases back pain", "nerve flossing eases sciatica", "exercise eases chronic low back pain"):
        hedged, plain, sure = (first(check, text)["verdict"] for text in (
            f"Perhaps {what}.", f"{what.capitalize()}.", f"It is proven that {what} permanently in every patient."
        ))  # fmt: skip
        places = [answer.ORDER.index(verdict) for verdict in (hedged, plain, sure)]
        assert places == sorted(places), what


def test_what_a_heading_names_is_carried_on(check: Engine) -> None:
    found = check.check("Inversion tables\n\nThey relieve low back pain.\n- This treatment shrinks a herniated disc\n")
    assert {finding["asserts"]["intervention"] for finding in found["findings"]} == {"inversion-therapy"}


def test_slips_of_spelling_are_forgiven(check: Engine) -> None:
    finding = first(check, "Spinal decompresion shrinks hernated discs.")
    assert finding["asserts"]["intervention"] == "spinal-decompression"
    assert finding["asserts"]["outcome"] == "disc-herniation-size"


@pytest.mark.parametrize("text", ["see Moustafa 2013.", "(Moustafa & Diab, 2013)", "doi:{doi}.", "PMID: {pmid}"])
def test_papers_are_recognised(check: Engine, library: Library, text: str) -> None:
    key = "Moustafa2013extension"
    source = library.references[key]
    found = check.check("Traction eases leg pain, " + text.format(doi=source.doi, pmid=source.pmid))
    cited = next(citation for citation in found["citations"] if citation["key"] == key)
    assert cited["claims"] and "randomized" in cited["about"]
    assert key in found["findings"][0]["references"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Moustafa 2012 looked at it.", ["Diab2012lordosis"]),
        ("Diab and Moustafa (2012) looked at it.", ["Diab2012lordosis"]),
        ("Diab & Moustafa, in their trial of 2012, looked at it.", ["Diab2012lordosis"]),
        ("So it was in Moustafa's 2012 trial.", ["Diab2012lordosis"]),
        ("Moustafa et al., 2012, looked at it.", ["Diab2012lordosis"]),
        ("See Diab 2012; Moustafa 2013.", ["Diab2012lordosis", "Moustafa2013extension"]),
        ("Moustafa & Diab 2013 looked at it.", ["Moustafa2013extension"]),
        ("Jones and Moustafa 2012 looked at it.", []),
        ("Moustafa 1912 looked at it.", []),
    ],
)
def test_any_author_with_the_year_names_a_paper(check: Engine, text: str, keys: list[str]) -> None:
    assert [citation["key"] for citation in check.check(text)["citations"]] == keys


def test_who_tells_of_a_paper_speaks_of_what_it_was_about(check: Engine, library: Library) -> None:
    finding = first(check, "Moustafa 2013 found less leg pain.")
    assert finding["asserts"]["intervention"] == "extension-traction"
    assert finding["matches"][0]["claim"] in library.claims_by_reference["Moustafa2013extension"]
    other = check.check("Inversion stretches the spine. It eased leg pain, as in Moustafa 2013.")["findings"][-1]
    assert other["asserts"]["intervention"] == "inversion-therapy"


@pytest.mark.parametrize(
    "listed",
    [
        "2012. Moustafa IM, Diab AA. Eur J Phys Rehabil Med 48(3).",
        "1. Moustafa IM, Diab AA. Traction eases back pain. Clin Rehabil. 2013;27(1):51-62. doi:10.1177/0269215512446093.",
        "van Tulder MW, Koes B-W, et al. Traction eases back pain. Spine 2006;31:1591-9.",
        "Moustafa, I. M., & Diab, A. A. (2013). Traction eases back pain. Clinical Rehabilitation, 27(1), 51-62.",
    ],
)
def test_a_list_of_references_states_nothing(check: Engine, listed: str) -> None:
    found = check.check(f"Inversion raises blood pressure.\n\n{listed}")
    assert [finding["text"] for finding in found["findings"]] == ["Inversion raises blood pressure."]


def test_a_word_broken_by_a_line_end_is_one_and_keeps_its_place(check: Engine) -> None:
    text = "Trac-\ntion opens the discs. Inver-\nsion eases low-\nback pain."
    found = check.check(text)["findings"]
    assert [finding["asserts"]["intervention"] for finding in found] == ["lumbar-traction", "inversion-therapy"]
    assert found[1]["asserts"]["condition"] == "low-back-pain"
    assert [finding["text"] for finding in found] == [text[: text.index(" Inver")], text[text.index("Inver") :]]


@pytest.mark.parametrize(
    "written",
    [
        "so today it is all about traction\ntraction opens the discs\ninversion tables can raise\nyour blood pressure\n"
        "but bed rest\ndoes not speed up recovery from low back pain\nthey told me",
        "0:00\nso today it is all about traction\n0:03\ntraction opens the discs\n0:06\ninversion tables can raise\n0:08\n"
        "your blood pressure\n0:11\nbut bed rest\n0:13\ndoes not speed up recovery from low back pain\n0:15\nthey told me",
        "so today it is all about traction and when you use traction it opens the discs but you know inversion tables can "
        "raise your blood pressure and they say bed rest does not speed up recovery from low back pain",
    ],
)
def test_speech_without_stops_is_told_in_its_parts(check: Engine, written: str) -> None:
    answered = [finding for finding in check.check(written)["findings"] if not finding["abstained"]]
    said = [(finding["asserts"]["intervention"], finding["asserts"]["outcome"]) for finding in answered]
    assert said == [
        ("lumbar-traction", "disc-space"),
        ("inversion-therapy", "blood-pressure"),
        ("bed-rest", "recovery-time"),
    ]


@pytest.mark.parametrize("title", ["What you get", "What you get:", "Key Benefits", "## Why it works"])
def test_a_list_under_a_title_that_names_nothing_is_about_what_came_before(check: Engine, title: str) -> None:
    found = check.check(
        f"An inversion table lets you hang head down.\n\n{title}\n- relief from back pain\n- better posture\n"
    )
    assert [finding["asserts"]["intervention"] for finding in found["findings"]][-2:] == ["inversion-therapy"] * 2
    assert title.strip("# ") not in [finding["text"] for finding in found["findings"]]


def test_a_row_of_what_there_is_none_of_is_about_the_product(check: Engine) -> None:
    found = check.check("An inversion table stretches your back. No fuss, no downtime, no side effects.")["findings"][
        -1
    ]
    assert found["asserts"]["intervention"] == "inversion-therapy" and found["verdict"] == "contradicted"


@pytest.mark.parametrize(
    ("item", "outcome"),
    [
        ("Corrects poor posture", "posture"),
        ("Lowers stress", "mental-health"),
        ("It loosens tight hamstrings", "flexibility"),
    ],
)
def test_a_finding_that_the_thing_before_changes_is_blamed_for_nothing(check: Engine, item: str, outcome: str) -> None:
    found = check.check(f"Inversion therapy\n\n- {item}\n")["findings"][-1]
    assert (found["asserts"]["intervention"], found["asserts"]["outcome"]) == ("inversion-therapy", outcome)


def test_a_title_and_a_question_assert_nothing(check: Engine) -> None:
    assert first(check, "Benefits of inversion:")["abstained"]
    found = check.check("Benefits of inversion for back pain:\n- eases back pain\n")["findings"]
    assert [finding["text"] for finding in found] == ["eases back pain"]
    asked = first(check, "Does traction help sciatica?")
    assert asked["question"] and not any("states" in words for words in asked["differences"])


def test_it_abstains_with_what_it_looked_for(check: Engine) -> None:
    finding = first(check, "Magnet bracelets ease sciatica.")
    if not finding["abstained"]:  # a covered complaint may be answered, but never by another treatment
        assert finding["verdict"] == "unsupported"
        return
    assert finding["looked"]["condition"]
    assert finding["matches"] == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_it(check: Engine, text: str) -> None:
    found = check.check(text)
    for finding in found["findings"]:
        assert finding["verdict"] in VERDICTS
        assert 0 <= finding["a"] <= finding["b"]


def test_statements_stand_where_they_say(check: Engine) -> None:
    text = "Dr. Smith says: “Traction eases pain.” It lasts, e.g. for years!\n• Heat helps back pain\nIce too"
    for finding in check.check(text)["findings"]:
        assert text[finding["a"] : finding["b"]] == finding["text"]


# --- One engine, one table, one index -----------------------------------------------------------------------------------


def test_the_worker_loads_the_files_of_the_command_line() -> None:
    worker = (HOME / "docs/assets/check/worker.js").read_text("utf-8")
    assert re.findall(r'"(\d\d-\w+\.js)"', worker) == [file.name for file in engines.sources()]


def test_the_scripts_that_browsers_load_answer_as_their_sources_do(
    check: Engine, library: Library, tmp_path: Path
) -> None:
    texts = [line.says for document in library.documents.values() for line in document.statements]
    for script in engines.sources():
        (tmp_path / script.name).write_bytes(lean(script.read_bytes()))
    files = sorted(tmp_path.iterdir())
    assert sum(file.stat().st_size for file in files) < 0.75 * sum(file.stat().st_size for file in engines.sources())
    with Embedded(files) as shipped:
        shipped.run(f"BackedCheck.load({json.dumps(whole(library))})")
        assert shipped.evaluate(f"{json.dumps(texts)}.map(BackedCheck.check)") == check.check_all(texts)


def test_the_table_is_that_of_the_records(check: Engine) -> None:
    table = check.evaluate("BackedCheck.verdict.TABLE")
    assert table == {" ".join(key): list(row) for key, row in answer.TABLE.items()}


RECORD = """(function (said) {
  var index = BackedCheck.__index(), claim = function (id) { return index.by.id.get(id); };
  said.parts = said.parts.map(function (part) { return part.claims.map(claim).filter(Boolean); });
  said.counterexample = said.counterexample && claim(said.counterexample);
  return BackedCheck.verdict.judge(index, said, said.claims.map(claim).filter(Boolean));
})(%s)"""


def test_every_recorded_statement_is_judged_as_the_records_judge_it(check: Engine, library: Library) -> None:
    lines = [line for document in library.documents.values() for line in document.statements]
    differ = []
    for line in lines:
        mine = check.evaluate(RECORD % json.dumps(line.model_dump(mode="json")))
        theirs = judged(line, library)
        if (mine["verdict"], mine["ground"]) != (theirs.verdict, theirs.ground):
            differ.append((line.says, mine, theirs))
    assert len(lines) > 100
    assert differ == []


def test_the_language_names_terms_that_exist(library: Library) -> None:
    said = language(HOME)
    known = {*library.conditions, *library.interventions, *library.outcomes, *library.factors, "any"}
    named = [id_ for kinds in said["families"].values() for pair in kinds.items() for id_ in pair]
    named += [id_ for kind in said["phrases"].values() for id_ in kind]
    named += [id_ for pair in said["near-outcomes"] for id_ in pair]
    named += [*said["false-friends"], *said["poles"], *said["default-outcomes"], *said["default-conditions"]]
    for name in (
        "generic-interventions",
        "background-interventions",
        "core-conditions",
        "general-outcomes",
        "harm-outcomes",
    ):
        named += said[name]
    assert sorted(set(named) - known) == []
    assert set(said["facts"]) <= set(library.claims)


# --- How good it is ------------------------------------------------------------------------------------------------------


NEAR_ENOUGH = 5.0  # points by which the figures on the method page may lag behind the records


@pytest.fixture(scope="module")
def measured(library: Library) -> dict[str, Any]:
    results: dict[str, Any] = runpy.run_path(str(HOME / "scripts/evaluate.py"))["measure"](
        library, evaluation.statements(HOME)
    )
    return results


def test_the_published_figures_are_near_the_truth(measured: dict[str, Any]) -> None:
    kept = json.loads((HOME / evaluation.RESULTS).read_text("utf-8"))
    assert kept["statements"] == measured["statements"], "run: uv run scripts/evaluate.py"
    told, true = (found["systems"]["statement check"]["all"] for found in (kept, measured))
    far = [
        (sort, what, value, true[sort][what])
        for sort, row in told.items()
        for what, value in row.items()
        if value is not None and abs(value - true[sort][what]) > NEAR_ENOUGH
    ]
    assert far == [], "run: uv run scripts/evaluate.py"


def test_it_is_as_good_as_promised_and_better_than_plain_search(measured: dict[str, Any]) -> None:
    mine = measured["systems"]["statement check"]["all"]
    assert mine["in-scope"]["read"] >= 85 and mine["hard"]["read"] >= 75
    assert mine["in-scope"]["abstained"] <= 5 and mine["out-of-scope"]["abstained"] >= 95
    assert mine["in-scope"]["verdict"] >= 80 and mine["emergency"]["warned"] == 100
    for name, other in measured["systems"].items():
        if name != "statement check":
            assert mine["in-scope"]["verdict"] > other["all"]["in-scope"]["verdict"]
