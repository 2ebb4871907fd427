"""Clauses without an id that were reworded, split or put together are followed by their words, and only where that is clear."""

import json
from collections.abc import Sequence

import pytest

from consult.drafting.rules import ClauseKind, Known, Part, follow
from tests.drafting.test_following_clauses import a_part, known, told
from tests.shared_data import shared_path

DUTIES = "Duties rise with risk, and the grading of every system is published within a month."
DUTIES_NOW = "Duties rise with risk, and the grading of each system is published within a week."
HARM = "Whoever is harmed by a machine is heard by a person and made whole without delay."
DATA = (
    "Nobody's data is taken, altered or disclosed except as law allows, "
    "and a system trained on personal data says so in words that people can read."
)
TAKEN = "Nobody's data is taken, altered or disclosed except as law allows and as people expect."
TRAINED = "A system trained on personal data says so in words that people can read, and in their language."


def kinds(before: Sequence[Part], after: Sequence[Part]) -> list[str]:
    return [kind for kind, _, _ in told(before, after)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (DUTIES, DUTIES_NOW),
        ("审计机器的专家应当独立，审计结果应当公开。", "审计机器的专家必须独立，审计结果应当及时公开。"),
        ("คนทุกคนมีสิทธิหยุดเครื่องจักรได้ทุกเวลา", "คนทุกคนมีสิทธิหยุดเครื่องจักรได้ทันที"),
        ("يمكن للناس إيقاف الأنظمة في أي وقت دون سبب.", "يمكن للناس إيقاف جميع الأنظمة في أي وقت."),
    ],
)
def test_a_reworded_clause_keeps_its_identity_in_any_script(old: str, new: str) -> None:
    assert told([a_part(HARM), a_part(old)], [a_part(new), a_part(HARM)])[0] == ("edited", "uid-1", 0)


def test_two_ids_are_two_clauses_however_alike() -> None:
    assert kinds([a_part(DUTIES, "a")], [a_part(DUTIES_NOW, "b")]) == ["new", "deleted"]
    assert kinds([a_part(DUTIES, "a")], [a_part(DUTIES_NOW)]) == ["edited"]


def test_an_id_goes_before_likeness() -> None:
    before = [a_part(DUTIES, "a"), a_part(HARM)]
    assert told(before, [a_part(DUTIES_NOW), a_part("Something else.", "a")])[:2] == [
        ("new", None, 0),
        ("edited", "uid-0", 1),
    ]


def test_few_words_in_common_say_nothing() -> None:
    assert kinds([a_part("Everything is logged.")], [a_part("Everything is published.")]) == ["new", "deleted"]


def test_of_clauses_after_one_pattern_none_is_taken_for_another() -> None:
    pattern = "The members of the {} are elected by the assembly for four years."
    before = [a_part(pattern.format(who)) for who in ("board", "council", "court")]
    assert kinds(before, [before[0], before[2], a_part(pattern.format("panel"))]) == [
        "unchanged",
        "unchanged",
        "new",
        "deleted",
    ]


def test_a_heading_is_not_taken_for_a_clause() -> None:
    heading = Part(ClauseKind.PRINCIPLE, "", "Duties rise with risk in every system", "")
    assert kinds([heading], [a_part("Duties rise with risk in every system.")]) == ["new", "deleted"]


def test_a_heading_that_stands_once_in_each_draft_names_its_clause() -> None:
    def named(text: str, heading: str = "Duties") -> Part:
        return Part(ClauseKind.CLAUSE, "", heading, text)

    old, new = named("They rise with risk in all machines."), named("They grow with the risk that machines bring.")
    assert kinds([old], [new]) == ["edited"]
    assert kinds([named(old.text, "A")], [named(new.text, "B")]) == ["new", "deleted"]
    assert kinds([old, named("Other.")], [new, named("Other.")]) == ["new", "unchanged", "deleted"]
    assert kinds([old], [named("Nothing is left of what it said, whatever its name.")]) == ["new", "deleted"]


def test_of_two_parts_the_closer_one_goes_on() -> None:
    closer = DUTIES.replace("a month", "one month")
    steps = told([a_part(DUTIES)], [a_part(f"{HARM} {DUTIES_NOW} Everyone may read it, and say so."), a_part(closer)])
    assert steps[1] == ("edited", "uid-0", 1)


def test_a_clause_that_became_two_is_split_and_the_larger_part_carries_on() -> None:
    steps = follow(known(a_part(HARM), a_part(DATA)), [a_part(HARM), a_part(TRAINED), a_part(TAKEN)])
    assert [(str(step.kind), step.origin, step.carries) for step in steps] == [
        ("unchanged", "uid-0", True),
        ("split", "uid-1", True),
        ("split", "uid-1", False),
    ]


def test_of_a_split_clause_the_part_with_its_id_carries_on() -> None:
    steps = follow(known(a_part(DATA, "data")), [a_part(TRAINED, "training"), a_part(TAKEN, "data")])
    assert [(str(step.kind), step.carries) for step in steps] == [("split", False), ("split", True)]
    steps = follow(known(a_part(DATA, "data")), [a_part(TRAINED, "training"), a_part(TAKEN, "taking")])
    assert [(str(step.kind), step.carries) for step in steps] == [("split", False), ("split", False)]


def test_an_id_on_other_words_is_not_drawn_into_a_split() -> None:
    parts = [a_part("Something else altogether stands here now.", "data"), a_part(TRAINED), a_part(TAKEN)]
    assert told([a_part(DATA, "data")], parts) == [("edited", "uid-0", 0), ("new", None, 1), ("new", None, 2)]


def test_two_clauses_that_became_one_are_put_together_and_the_larger_carries_on() -> None:
    steps = follow(known(a_part(TAKEN), a_part(TRAINED), a_part(HARM)), [a_part(f"{TAKEN} {TRAINED}"), a_part(HARM)])
    assert [(str(step.kind), step.origin, step.part, step.carries) for step in steps] == [
        ("merged", "uid-1", 0, True),
        ("unchanged", "uid-2", 1, True),
        ("merged", "uid-0", 0, False),
    ]


def test_what_is_put_together_under_a_new_id_is_a_new_clause_of_the_old_ones() -> None:
    steps = follow(known(a_part(TAKEN, "taking"), a_part(TRAINED, "training")), [a_part(f"{TAKEN} {TRAINED}", "data")])
    assert [(str(step.kind), step.carries) for step in steps] == [("merged", False), ("merged", False)]


def test_a_principle_whose_clauses_stayed_together_goes_on_under_another_name() -> None:
    def a_section(name: str, *texts: str) -> list[Part]:
        under = (Part(ClauseKind.CLAUSE, "", "", text, 0) for text in texts)
        return [Part(ClauseKind.PRINCIPLE, "", name, ""), *under]

    def standing(parts: list[Part]) -> list[Known]:
        return [
            Known(f"uid-{place}", None, place, one.kind, one.heading, one.text, "uid-0" if place else None)
            for place, one in enumerate(parts)
        ]

    before = standing(a_section("People first", DUTIES, HARM))
    assert follow(before, a_section("People come first", HARM, DUTIES_NOW))[0].origin == "uid-0"
    assert follow(before, a_section("People come first", HARM, TAKEN, TRAINED))[0].origin is None
    assert follow(before, a_section("People come first", DATA))[0].origin is None
    before = standing(a_section("People first", DATA, HARM))
    assert follow(before, a_section("People come first", TAKEN, TRAINED))[0].origin is None
    assert follow(before, a_section("People come first", TAKEN, TRAINED, HARM))[0].origin == "uid-0"


def test_a_principle_whose_one_clause_was_split_over_two_is_neither_of_them() -> None:
    before = [
        Known("uid-0", None, 0, ClauseKind.PRINCIPLE, "Data", ""),
        Known("uid-1", None, 1, ClauseKind.CLAUSE, "", DATA, "uid-0"),
    ]
    after = [
        Part(ClauseKind.PRINCIPLE, "", "Taking", ""),
        Part(ClauseKind.CLAUSE, "", "", TAKEN, 0),
        Part(ClauseKind.PRINCIPLE, "", "Training", ""),
        Part(ClauseKind.CLAUSE, "", "", TRAINED, 2),
    ]
    kinds = [str(step.kind) for step in follow(before, after)]
    assert kinds == ["new", "split", "new", "split", "deleted"]


def test_a_real_revision_is_followed_in_at_least_eight_principles_of_ten() -> None:
    """Federal Data Strategy, 2018: reordered and rewritten between rounds; whose successor is whose, as people read it."""
    rounds = json.loads((shared_path("data/principles-fds") / "principles_rounds.json").read_text(encoding="utf-8"))
    before = [
        Known(str(one["number"]), None, place, ClauseKind.CLAUSE, one["title"], one["text"])
        for place, one in enumerate(rounds["draft"]["principles"])
    ]
    after = [Part(ClauseKind.CLAUSE, "", one["title"], one["text"]) for one in rounds["final"]["principles"]]
    truth = ["2", "1", "3", "5", "6", "4", "7", "9", None, "10"]
    found = [step.origin for step in follow(before, after)[: len(after)]]
    assert sum(origin == true for origin, true in zip(found, truth, strict=True)) >= 8
    assert [origin for origin, true in zip(found, truth, strict=True) if origin not in {true, None}] == []
