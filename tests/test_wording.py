"""How a sentence is worded decides what is judged: denials, hedges, shares, advice against, what is known of harms."""

from __future__ import annotations

from typing import Any

import pytest

from backed.appraisal import answer
from backed.check.engine import Engine


def told(check: Engine, text: str) -> dict[str, object]:
    """What a reading of one sentence comes to: direction, strength, mode and verdict."""
    finding = check.check(text)["findings"][0]
    return {
        **{key: finding["asserts"][key] for key in ("direction", "strength")},
        "mode": finding["mode"],
        "verdict": finding["verdict"],
    }


def first(check: Engine, text: str) -> dict[str, Any]:
    found: dict[str, Any] = check.check(text)["findings"][0]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Exercise does not help everyone with chronic low back pain.",
        "Exercise does not completely relieve chronic low back pain.",
        "Not everyone with chronic low back pain is helped by exercise.",
        "Exercise does not always work in chronic low back pain.",
    ],
)
def test_who_denies_the_whole_tells_a_part(check: Engine, text: str) -> None:
    found = told(check, text)
    assert (found["direction"], found["strength"], found["verdict"]) == ("improves", "hedged", "supported")


def test_at_all_denies_the_whole(check: Engine) -> None:
    assert told(check, "Gabapentin does not help sciatica at all.")["direction"] == "no-effect"


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has shown that inversion helps sciatica.",
        "It was never proven that decompression works for back pain.",
        "No one has tested whether home traction eases leg pain.",
    ],
)
def test_what_nobody_has_shown_is_told_of_the_evidence(check: Engine, text: str) -> None:
    assert (told(check, text)["mode"], told(check, text)["verdict"]) == ("evidence", "supported")


def test_what_is_not_known_beside_it_takes_nothing_back(check: Engine) -> None:
    for text in (
        "Inversion raises eye pressure, but nobody knows what this does over the years.",
        "Exercise eases chronic low back pain, although it is not clear why.",
    ):
        assert (told(check, text)["mode"], told(check, text)["verdict"]) == ("fact", "supported")
    assert told(check, "Nobody knows what traction does for back pain.")["mode"] == "evidence"


@pytest.mark.parametrize(
    "text",
    [
        "Skip bed rest if you have sciatica.",
        "Avoid bed rest for back pain.",
        "You do not need bed rest for back pain.",
        "A scan is not necessary for back pain.",
        "Imaging is rarely needed for back pain.",
    ],
)
def test_advice_against_what_guidelines_advise_against_is_backed(check: Engine, text: str) -> None:
    found = told(check, text)
    assert (found["mode"], found["direction"], found["verdict"]) == ("advice", "no-effect", "supported")


def test_advice_against_one_thing_is_not_advice_against_another(check: Engine) -> None:
    assert told(check, "You must lie in bed for back pain.")["direction"] == "improves"
    assert told(check, "Forget drugs: decompression relieves sciatica.")["direction"] == "improves"
    assert told(check, "Decompression sorts out numb toes.")["direction"] == "improves"
    assert told(check, "Nerve flossing gets you moving again.")["direction"] == "improves"
    assert told(check, "Skip the inversion table if you have a detached retina.")["mode"] == "warning"


def test_surgery_that_is_rarely_needed_is_about_those_who_do_without(check: Engine) -> None:
    finding = check.check("Surgery is rarely needed for sciatica.")["findings"][0]
    assert finding["matches"][0]["claim"] == "sciatica-without-surgery"


def test_how_much_less_is_no_share_of_people(check: Engine) -> None:
    assert told(check, "Walking cuts new bouts of back pain by 28 percent.")["verdict"] == "supported"
    assert told(check, "Walking cuts new bouts of back pain in 28 percent of people.")["verdict"] == "partly-supported"


@pytest.mark.parametrize(
    "text",
    [
        "Headaches are among the side effects that users of inversion tables have noticed.",
        "Headaches can happen on an inversion table.",
        "Dizziness has been reported after inversion.",
    ],
)
def test_of_a_harm_it_is_asked_only_whether_it_happens(check: Engine, text: str) -> None:
    assert told(check, text)["verdict"] in ("supported", "partly-supported")


def test_the_best_of_the_others_is_no_rank(check: Engine) -> None:
    text = "Spinal manipulation is five times more effective for back pain than the best pills."
    assert told(check, text)["strength"] == "plain"


@pytest.mark.parametrize(
    ("text", "verdict", "ground"),
    [
        ("Inversion is perfectly safe.", "contradicted", "counterexample"),
        ("Inversion tables are safe.", "overstated", "harm-left-out"),
    ],
)
def test_a_reassurance_that_leaves_out_a_serious_harm(check: Engine, text: str, verdict: str, ground: str) -> None:
    finding = check.check(text)["findings"][0]
    assert (finding["verdict"], finding["ground"]) == (verdict, ground)
    assert finding["differences"][0] == (
        "On record against it: Inversion therapy causes serious injury when somebody falls from the table."
    )


@pytest.mark.parametrize(
    "text",
    [
        "A bulging disc means you need surgery.",
        "A herniated disc has to be operated on.",
        "There is no way around an operation when a disc has slipped.",
        "Most people with a slipped disc need surgery.",
    ],
)
def test_that_a_disc_needs_surgery_is_answered_by_those_who_did_without(check: Engine, text: str) -> None:
    finding = check.check(text)["findings"][0]
    assert (finding["verdict"], finding["matches"][0]["claim"]) == ("contradicted", "sciatica-without-surgery")


@pytest.mark.parametrize("text", ["Few people with sciatica need an operation.", "Sciatica rarely requires surgery."])
def test_few_and_rarely_deny(check: Engine, text: str) -> None:
    assert told(check, text)["verdict"] == "supported"


def test_a_harm_graver_than_any_report_goes_further(check: Engine) -> None:
    assert told(check, "Inversion can damage your eyes.")["verdict"] == "supported"
    assert told(check, "An inversion table makes eyes pop out of their sockets.")["verdict"] == "overstated"


@pytest.mark.parametrize(
    "text", ["Nerve glides can irritate the nerve.", "Back pain makes people depressed.", "Inversion makes you dizzy."]
)
def test_a_harm_is_no_benefit(check: Engine, text: str) -> None:
    assert told(check, text)["direction"] == "worsens"


def test_a_denial_without_a_verb_that_is_known_is_a_denial(check: Engine) -> None:
    assert told(check, "Pregabalin will not take your sciatica down a notch.")["verdict"] == "supported"
    assert told(check, "A scan will not make your back feel better.")["verdict"] == "supported"


def test_some_seven_in_ten_is_a_number(check: Engine) -> None:
    assert told(check, "Back pain comes back in some seven cases out of ten.")["strength"] == "plain"
    assert told(check, "Traction eases back pain in some people.")["strength"] == "hedged"


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Traction is the only treatment that relieves sciatica.", "counterexample"),
        ("Nothing else but traction relieves sciatica.", "counterexample"),
        ("Strong back muscles are essential for getting over sciatica.", "counterexample"),
        ("Walking is the only exercise that eases chronic low back pain.", "too-sure"),
    ],
)
def test_another_that_does_the_same_breaks_only_and_must(check: Engine, text: str, ground: str) -> None:
    finding = check.check(text)["findings"][0]
    assert finding["ground"] == ground
    assert (finding["verdict"] == "contradicted") == (ground == "counterexample")


def test_who_does_less_praises_the_other(check: Engine) -> None:
    for text in (
        "Painkillers do less for chronic low back pain than exercise.",
        "Painkillers are not as good as exercise for chronic low back pain.",
    ):
        assert check.check(text)["findings"][0]["matches"][0]["claim"] == "exercise-chronic-pain"


def test_the_main_cause_is_more_than_a_cause(check: Engine) -> None:
    plain, chief = (
        told(check, f"{what} of back pain.")["verdict"]
        for what in ("Lifting heavy things is a cause", "Lifting heavy things is the main cause")
    )
    assert answer.ORDER.index(str(plain)) < answer.ORDER.index(str(chief))


def test_what_is_listed_after_no_difference_is_denied(check: Engine) -> None:
    text = "Bed rest makes no difference in sciatica to pain, to how much it hurts or to going back to work."
    assert told(check, text)["direction"] == "no-effect"


def test_an_open_question_beside_it_leaves_a_link_a_link(check: Engine) -> None:
    text = "Depression and back pain often occur together, but it is not clear which brings on which."
    assert told(check, text)["verdict"] == "supported"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Smoking has no link with sciatica.", "contradicted"),
        ("Smoking is unrelated to sciatica.", "contradicted"),
        ("Obesity is not a cause of sciatica.", "unsupported"),
        ("Poor posture has nothing to do with back pain.", "overstated"),
    ],
)
def test_a_finding_that_is_cleared_is_no_finding_that_is_blamed(check: Engine, text: str, verdict: str) -> None:
    found = told(check, text)
    assert (found["direction"], found["mode"], found["verdict"]) == ("no-effect", "fact", verdict)


def test_a_denial_of_what_studies_show_is_not_told_that_nothing_was_shown(check: Engine) -> None:
    finding = check.check("Exercise does not help chronic low back pain.")["findings"][0]
    assert (finding["verdict"], finding["ground"]) == ("contradicted", "points-other-way")


def test_safe_is_said_of_serious_harm_and_told_of_milder_and_no_side_effects_denies_it(check: Engine) -> None:
    safe = check.check("Exercise is safe for people with chronic back pain.")["findings"][0]
    assert (safe["verdict"], [line.split(":")[0] for line in safe["differences"]]) == (
        "supported",
        ["Milder harm is on record"],
    )
    assert told(check, "Exercise has no side effects.")["verdict"] == "contradicted"


@pytest.mark.parametrize(
    "text", ["Sciatica usually goes away by itself within three months.", "Sciatica often clears up on its own."]
)
def test_what_goes_away_gets_better(check: Engine, text: str) -> None:
    assert told(check, text)["verdict"] == "supported"


def test_all_and_every_are_absolute(check: Engine) -> None:
    assert told(check, "All herniated discs shrink.")["verdict"] == "overstated"
    assert told(check, "Herniated discs often shrink.")["verdict"] == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "Sham traction did just as well as real traction for back pain.",
        "Traction offers little in the way of relief for low back pain.",
    ],
)
def test_no_better_than_nothing_is_a_denial(check: Engine, text: str) -> None:
    assert (told(check, text)["direction"], told(check, text)["verdict"]) == ("no-effect", "partly-supported")


def test_thin_evidence_is_told_of_the_evidence(check: Engine) -> None:
    for text in (
        "Whether inversion helps sciatica remains to be seen.",
        "Trials of decompression contradict each other.",
    ):
        assert told(check, text)["mode"] == "evidence"


def test_long_lasting_pain_promises_nothing_lasting(check: Engine) -> None:
    assert told(check, "Exercise might help a little with long-lasting back pain.")["verdict"] == "supported"


def test_what_was_seen_in_rats_is_not_refuted_in_people(check: Engine) -> None:
    assert told(check, "In rats gabapentin eased sciatica.")["verdict"] == "unsupported"


@pytest.mark.parametrize(
    "text",
    [
        "It is unwise to stay in bed with sciatica.",
        "Doctors advise against bed rest for back pain.",
        "It makes no sense to rest in bed with a bad back.",
    ],
)
def test_advising_against_has_many_words(check: Engine, text: str) -> None:
    assert (told(check, text)["mode"], told(check, text)["verdict"]) == ("advice", "supported")


def test_advice_to_leave_another_treatment_is_no_advice_against_this_one(check: Engine) -> None:
    assert told(check, "Doctors recommend staying active and avoiding bed rest.")["verdict"] == "supported"


def test_what_is_sore_is_not_what_gets_more(check: Engine) -> None:
    assert told(check, "Heat brings more oxygen to sore muscles.")["direction"] == "increases"


def test_of_two_changes_each_has_its_own_verb(check: Engine) -> None:
    parts = check.check("Extension traction added ten degrees of lordosis and pain went down.")["findings"][0]
    assert parts["asserts"]["direction"] == "increases"


def test_a_study_told_with_its_figures_says_less_than_that_it_works(check: Engine) -> None:
    told_, works, proved = (
        answer.ORDER.index(str(told(check, text)["verdict"]))
        for text in (
            "One study of 64 people found less leg pain with extension traction.",
            "Extension traction relieves leg pain.",
            "Studies prove that extension traction relieves leg pain.",
        )
    )
    assert told_ < works <= proved


@pytest.mark.parametrize(
    "text",
    [
        "Studies have failed to show that inversion eases back pain.",
        "Research does not support the use of traction for the leg pain of sciatica.",
        "Scientific proof for decompression is lacking.",
    ],
)
def test_what_research_does_not_support_is_told_of_the_evidence(check: Engine, text: str) -> None:
    assert (told(check, text)["mode"], told(check, text)["verdict"]) == ("evidence", "supported")


@pytest.mark.parametrize("text", ["Traction is just a placebo.", "Traction is overrated for back pain."])
def test_mere_placebo_is_a_denial(check: Engine, text: str) -> None:
    assert told(check, text)["direction"] == "no-effect"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Eye pressure stays the same during inversion.", "no-effect"),
        ("Inversion does not budge the pressure in your eyes.", "no-effect"),
        ("Bed rest is worse than staying active for back pain.", "improves"),
        ("Walking keeps your back from flaring up.", "improves"),
        ("Bridges help anyone whose back hurts.", "improves"),
    ],
)
def test_which_way_it_goes_is_told_in_many_ways(check: Engine, text: str, direction: str) -> None:
    assert told(check, text)["direction"] == direction


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Whether decompression feeds the discs has hardly been studied.", "evidence"),
        ("Researchers still cannot agree whether poor posture causes back pain.", "evidence"),
        ("Believe it or not, decompression eases back pain.", "fact"),
        ("In our experience inversion helps sciatica.", "experience"),
        ("Decompression is free of risk.", "reassurance"),
        ("Do not underestimate traction for back pain.", "fact"),
    ],
)
def test_what_kind_of_sentence_it_is(check: Engine, text: str, mode: str) -> None:
    assert told(check, text)["mode"] == mode


def test_must_have_is_a_guess_and_those_who_never_are_the_others(check: Engine) -> None:
    assert told(check, "People had less sciatica, so the traction must have helped.")["verdict"] != "contradicted"
    assert told(check, "Smokers get sciatica more often than people who never smoked.")["verdict"] == "supported"


@pytest.mark.parametrize(
    ("text", "milder"),
    [
        ("In one trial people who hung upside down had less back pain after two months.", "partly-supported"),
        ("When twenty trials were pooled, nerve glides did better for leg pain.", "partly-supported"),
        ("Inversion eases back pain.", "overstated"),
        # What is concluded from a study is no study told.
        ("In one trial those who hung upside down had less back pain, so it must work.", "overstated"),
    ],
)
def test_what_one_study_found_is_less_than_that_it_works(check: Engine, text: str, milder: str) -> None:
    assert told(check, text)["verdict"] == milder


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("NICE recommends traction for back pain.", "contradicted"),
        ("NICE advises against traction.", "partly-supported"),
        ("Guidelines advise against traction.", "supported"),
        ("Guidelines recommend traction for back pain.", "contradicted"),
        ("Guidelines do not recommend exercise for sciatica.", "contradicted"),
    ],
)
def test_who_advises_for_and_who_against(check: Engine, text: str, verdict: str) -> None:
    assert told(check, text)["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # What others are said to say, and what is granted.
        ("The decompression table is sold as risk free, but it does not relieve back pain.", "pain"),
        ("Although inversion may ease back pain, it raises the pressure in your eyes.", "intraocular-pressure"),
        ("Manipulation may not shrink a disc, but it eases back pain.", "pain"),
        # What one is told to do brings what follows, and what is another question is not said.
        ("Strengthen your glutes with bridges and the pain in your leg goes away.", "leg-pain"),
        ("Inversion raises eye pressure; whether it relieves back pain is another question.", "intraocular-pressure"),
        (
            "Extension traction restores the curve of the low back, yet the groups did not differ in pain.",
            "spinal-alignment",
        ),
        ("Traction is no miracle cure, but it widens the space between the bones.", "disc-space"),
    ],
)
def test_what_a_sentence_is_about_comes_first(check: Engine, text: str, outcome: str) -> None:
    assert first(check, text)["asserts"]["outcome"] == outcome


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        # The name of a treatment is no verb.
        ("Stretching keeps the pain from coming back.", "improves"),
        ("Why would the pain ever come back once you do McKenzie exercises?", "improves"),
        ("After traction the pain comes back.", "worsens"),
        ("Manipulation does not stop back pain from coming back.", "no-effect"),
        ("Decompression has never injured anybody.", "no-harm"),
        ("Planks snuff out back pain flare-ups.", "improves"),
        ("Bed rest or not, the same share of people with sciatica got better with bed rest.", "no-effect"),
        ("Disability hardly differed between McKenzie exercises and other care.", "no-effect"),
    ],
)
def test_what_comes_back_and_what_does_not(check: Engine, text: str, direction: str) -> None:
    assert told(check, text)["direction"] == direction


def test_as_good_as_other_care_is_answered_by_the_comparison(check: Engine) -> None:
    finding = first(check, "Manipulation is just as good for chronic back pain as other recommended care.")
    assert finding["matches"][0]["claim"] == "spinal-manipulation-back-pain"
    assert finding["verdict"] == "supported"


def test_who_is_said_to_gain_most_is_answered_by_those_who_were_picked_out(check: Engine) -> None:
    finding = first(check, "You are just the kind of patient with sciatica who benefits from traction.")
    assert finding["matches"][0]["claim"] == "traction-responders"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Unless you strengthen your core, your back pain will come back.", "improves"),
        ("Without a strong core you will never get rid of your back pain.", "improves"),
        ("It was not the traction that eased the sciatica but the weeks that went by.", "no-effect"),
        ("Gabapentin works no better than a sugar pill for sciatica, and it makes people dizzy.", "no-effect"),
        ("Massage does less for leg pain than McKenzie exercises do.", "improves"),
        # What nobody has shown of one thing takes nothing from another.
        ("Yes, traction widens the space between the bones; no, nobody has shown that the pain goes.", "increases"),
        ("Neither traction nor manipulation has been shown to shrink a herniated disc.", "no-effect"),
    ],
)
def test_what_goes_with_what_is_left_out_or_compared(check: Engine, text: str, direction: str) -> None:
    assert told(check, text)["direction"] == direction


def test_after_a_comparison_something_else_is_told(check: Engine) -> None:
    findings = check.check("Gabapentin works no better than a sugar pill for sciatica, and it makes people dizzy.")
    assert [each["asserts"]["outcome"] for each in findings["findings"]] == ["leg-pain", "adverse-events"]


def test_who_is_left_out_of_a_reassurance_is_not_told_that_it_is_safe(check: Engine) -> None:
    """Advice to people with high blood pressure does not refute it."""
    found = first(check, "Hanging upside down is safe unless you have high blood pressure.")
    assert found["matches"][0]["claim"] != "inversion-hypertension-precaution"


def test_a_may_that_is_granted_leaves_the_rest_plain(check: Engine) -> None:
    assert told(check, "While bed rest may feel right, it slows your recovery.")["strength"] == "plain"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("If exercise were useless, trials would not find less pain, and they do.", "improves"),
        ("Nobody should think that a flat back causes back pain.", "no-effect"),
        ("Tight hamstrings are a result of back pain rather than its cause.", "no-effect"),
        ("It is not true that inversion shrinks a herniated disc.", "no-effect"),
        ("Inversion does away with the need for surgery.", "improves"),
        ("There are no reports of anyone having a stroke from an inversion table.", "no-harm"),
    ],
)
def test_what_is_supposed_or_set_right(check: Engine, text: str, direction: str) -> None:
    assert told(check, text)["direction"] == direction


def test_if_it_were_so_they_would_says_that_it_is_not_so(check: Engine) -> None:
    assert told(check, "If traction were as good as they say, guidelines would recommend it.")["verdict"] == "supported"


def test_what_stays_the_same_later_is_what_was_spoken_of(check: Engine) -> None:
    findings = check.check("Surgery gets rid of leg pain faster, but after a year there is no difference.")["findings"]
    assert [(each["asserts"]["outcome"], each["asserts"]["direction"]) for each in findings] == [
        ("leg-pain", "improves"),
        ("leg-pain", "no-effect"),
    ]


def test_who_is_set_against_it_is_not_what_it_is_about(check: Engine) -> None:
    found = first(check, "Contrary to what chiropractors claim, discs do not slip out.")
    assert found["asserts"]["intervention"] is None
    assert found["matches"][0]["claim"] == "discs-do-not-slip"


def test_what_two_are_compared_for_is_the_outcome(check: Engine) -> None:
    found = first(check, "Decompression beats surgery for what people can do.")
    assert found["asserts"]["outcome"] == "disability"


def test_an_answer_is_about_the_outcome_that_was_asked_for(check: Engine) -> None:
    found = first(check, "Does core training take the pressure off a pinched nerve? Nobody has ever measured it.")
    assert found["matches"][0]["claim"] == "core-strengthening-nerve-pressure"
    assert found["verdict"] == "supported"


@pytest.mark.parametrize(
    ("answer_", "direction"),
    [
        ("It does not.", "no-effect"),
        ("Absolutely it does.", "improves"),
        ("Far from it.", "no-effect"),
        ("The trials cannot say whether it works.", "no-effect"),
    ],
)
def test_a_short_answer_says_or_denies_what_was_asked(check: Engine, answer_: str, direction: str) -> None:
    assert told(check, f"Does bed rest help sciatica? {answer_}")["direction"] == direction


@pytest.mark.parametrize(
    ("text", "outcome", "direction"),
    [
        ("Without regular practice, nerve glides can make the nerve hurt more.", "pain", "worsens"),
        ("Traction helps with sciatica, strains and bulging discs.", "leg-pain", "improves"),
        ("Nine in ten people with sciatica recover without surgery.", "surgery-avoidance", "improves"),
        ("Most herniated discs shrink without surgery.", "disc-herniation-size", "improves"),
        ("It helps a bad back to strengthen the glutes.", "pain", "improves"),
        ("Few trials back inversion, granted, but it has eased sciatica for years.", "pain", "improves"),
    ],
)
def test_what_only_stands_beside_is_not_what_is_said(check: Engine, text: str, outcome: str, direction: str) -> None:
    said = first(check, text)["asserts"]
    assert (said["outcome"], said["direction"]) == (outcome, direction)


def test_who_says_yes_says_what_was_asked(check: Engine) -> None:
    found = check.check("Does it help a low back to make the core stronger? Absolutely it does.")["findings"][-1]
    assert found["asserts"]["outcome"] == "pain"
    assert found["asserts"]["strength"] == "absolute"


def test_a_bare_why_leaves_the_treatment_as_it_was(check: Engine) -> None:
    found = check.check("Traction is popular in clinics. Why? Because it works.")["findings"]
    assert found[-1]["asserts"]["intervention"] == "lumbar-traction"


def test_the_illness_that_is_the_reason_for_care_leads(check: Engine) -> None:
    found = first(check, "If you have glaucoma or heart disease, inversion for a bad back is not advised.")
    leading = {match["claim"] for match in found["matches"][:2]}
    assert leading == {"inversion-glaucoma-precaution", "inversion-heart-disease-precaution"}


def test_what_is_advised_from_a_cause_is_not_what_is_told(check: Engine) -> None:
    found = first(check, "Poor posture causes back pain, so strengthen your core.")
    assert found["matches"][0]["claim"] == "poor-posture-cause"


def test_a_treatment_told_by_the_way_of_a_cause_is_not_the_subject(check: Engine) -> None:
    found = first(check, "A lost curve leads to sciatica, which traction relieves.")
    assert found["matches"][0]["claim"] == "lost-lordosis-causes-sciatica"
    found = first(check, "Weak glutes cause back pain that stretching eases.")
    assert found["matches"][0]["claim"] == "weak-glutes-cause"
