"""The script of the demonstration: the same each time, in the past, and of a piece."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from consult.deliberation.rules.passages import passages_of
from consult.demonstration.rules import acts
from consult.demonstration.rules.acts import Matter
from consult.demonstration.rules.script import Content, hosts, script
from consult.demonstration.rules.suggestions import TAKEN_UP, credits_of
from consult.drafting.rules import ClauseKind
from consult.drafting.rules.applying import Alteration, apply

Performed = list[acts.Act]
ANSWERED = (1, 2)
"""The rounds that another draft follows."""
SAID_ELSEWHERE = {"bias-figures": "no-bias"}
"""The clause of which what is left moves into another one, and is worded to follow on what stands there."""


@pytest.fixture(scope="module")
def whole(content: Content) -> Performed:
    return script(content)


def comments(whole: Performed) -> list[acts.Comment]:
    return [act for act in whole if isinstance(act, acts.Comment)]


def votes(whole: Performed) -> list[acts.Vote]:
    return [act for act in whole if isinstance(act, acts.Vote)]


def test_it_is_the_same_every_time(content: Content, whole: Performed) -> None:
    assert script(content) == whole


def test_it_is_in_the_order_of_time_and_lies_in_the_past(whole: Performed) -> None:
    moments = [act.at for act in whole]
    assert moments == sorted(moments)
    assert moments[0] < timedelta(days=-90)
    assert moments[-1] <= timedelta(hours=-3)


def test_no_two_people_have_one_name_and_no_two_seats(whole: Performed) -> None:
    seats = [act.seat for act in whole if isinstance(act, acts.Join)]
    names = [member.name for seat in seats for member in seat.members]
    assert len(set(names)) == len(names)
    assert len({seat.key for seat in seats}) == len(seats)
    assert {len(seat.members) for seat in seats} == {1, 2, 3}


def test_a_seat_votes_once_on_a_clause_but_for_the_second_thoughts_of_delegations(whole: Performed) -> None:
    cast = Counter((vote.round, vote.seat, vote.clause) for vote in votes(whole))
    assert set(cast.values()) == {1, 2}
    twice = [key for key, times in cast.items() if times == 2]
    for key in twice:
        first, second = (vote for vote in votes(whole) if (vote.round, vote.seat, vote.clause) == key)
        assert first.position != second.position
        assert (first.member, second.member > 0) == (0, True)


def test_the_delegate_s_organisation_has_a_drafter_whose_votes_wait(whole: Performed) -> None:
    (made,) = (act for act in whole if isinstance(act, acts.MakeDrafter))
    (drafted,) = (act for act in whole if isinstance(act, acts.Draft))
    assert hosts(whole)[made.seat] == "delegate"
    assert {(one.round, one.seat, one.member) for one in drafted.votes} == {(3, made.seat, made.member)}
    said = {(vote.round, vote.seat, vote.clause) for vote in votes(whole)}
    assert len({one.clause for one in drafted.votes}) == 3
    assert not {(one.round, one.seat, one.clause) for one in drafted.votes} & said
    assert all(act.at < made.at for act in votes(whole) if (act.seat, act.member) == (made.seat, made.member))


def test_whoever_argues_has_voted_that_way(whole: Performed) -> None:
    last = {(vote.round, vote.seat, vote.clause): vote.position for vote in votes(whole)}
    agreeing = {"support", "can_live_with"}
    wrong = [
        one.key
        for one in comments(whole)
        if one.matter in {Matter.SUPPORT, Matter.RESERVATION, Matter.OBJECTION}
        and one.lang == "en"
        and one.text.count("**On clause") == 0
        and last[one.round, one.seat, one.clause] not in (agreeing if one.matter is Matter.SUPPORT else {one.matter})
    ]
    assert wrong == []


def test_comments_are_from_one_line_to_three_thousand_characters_in_eight_languages(whole: Performed) -> None:
    lengths = [len(one.text) for one in comments(whole)]
    assert len(lengths) >= 400
    assert min(lengths) < 40
    assert 2000 < max(lengths) <= 3000
    assert {one.lang for one in comments(whole)} == {"en", "zh-Hans", "ar", "fr", "es", "ru", "de", "sw"}
    assert {one.kind for one in comments(whole)} == {
        "general",
        "substantive",
        "editorial",
        "question",
        "practice",
        "risk",
    }
    assert {one.attribution for one in comments(whole)} == {"named", "category_only", "unpublished"}


def test_hardly_anything_is_said_twice_in_the_same_words(whole: Performed) -> None:
    said = Counter(one.text for one in comments(whole))
    assert sum(times - 1 for times in said.values()) <= 5


def test_a_reply_comes_after_what_it_answers_on_the_same_clause(whole: Performed) -> None:
    by_key = {one.key: one for one in comments(whole)}
    replies = [one for one in by_key.values() if one.answers]
    assert len(replies) > 30
    for one in replies:
        answered = by_key[one.answers or ""]
        assert (answered.clause, answered.round) == (one.clause, one.round)
        assert answered.at <= one.at
        assert answered.seat != one.seat


def test_a_letter_comes_from_a_dozen_citizens_in_one_evening_and_is_answered_once(whole: Performed) -> None:
    letters = [one for one in comments(whole) if one.matter is Matter.LETTER]
    assert len({one.seat for one in letters}) == 12
    assert letters[-1].at - letters[0].at < timedelta(hours=12)
    answers = [act for act in whole if isinstance(act, acts.Propose) and act.comment.startswith("letter/")]
    assert Counter(act.disposition for act in answers) == {"duplicate_of": 11, "moved_to_next_round": 1}
    assert {act.repeats for act in answers if act.comment != "letter/0"} == {"letter/0"}


def test_a_fault_of_the_translation_is_reported_in_its_language_and_put_right(
    content: Content, whole: Performed
) -> None:
    (report,) = [one for one in comments(whole) if one.matter is Matter.FAULT]
    texts = [
        next(part.text for part in content.drafts[number, report.lang] if part.hint == report.clause)
        for number in (1, 2)
    ]
    assert "七日" in texts[0]
    assert "72" in texts[1]
    (answer,) = [act for act in whole if isinstance(act, acts.Propose) and act.comment == report.key]
    assert answer.disposition == "accepted"


def test_each_comment_of_the_finished_round_is_decided_by_two_people_before_it_is_published(whole: Performed) -> None:
    first = {one.key for one in comments(whole) if one.round == 1}
    approved = [act for act in whole if isinstance(act, acts.Approve) and act.comment in first]
    published = next(act for act in whole if isinstance(act, acts.PublishRound))
    assert {act.comment for act in approved} == first
    assert max(act.at for act in approved) < published.at
    assert len({act.disposition for act in whole if isinstance(act, acts.Propose)}) >= 7


def test_those_who_are_answered_that_the_text_has_changed_find_it_changed(content: Content, whole: Performed) -> None:
    by_key = {one.key: one for one in whole if isinstance(one, (acts.Comment, acts.Suggest))}
    made = made_by_suggestions(content)
    for act in whole:
        if isinstance(act, acts.Propose) and act.disposition in TAKEN_UP:
            said = by_key[act.comment]
            assert act.reason
            clauses = made[said.key] if isinstance(said, acts.Suggest) else [said.clause]
            if said.matter is not Matter.FAULT:
                assert all(clause in changed(content, said.round) for clause in clauses), said.key
    decided = {act.comment for act in whole if isinstance(act, acts.Propose) and act.disposition in TAKEN_UP}
    assert made.keys() == {key for key in decided if isinstance(by_key[key], acts.Suggest)}


def made_by_suggestions(content: Content) -> dict[str, list[str]]:
    """Return which clauses of the next draft each suggestion that is taken up makes or leaves out."""
    found: dict[str, list[str]] = {}
    for number in ANSWERED:
        for clause, credit in credits_of(content.suggestions[f"round{number}"], number).items():
            for key in credit.ideas:
                found.setdefault(key, []).append(clause)
    return found


def changed(content: Content, number: int) -> set[str]:
    """Return the parts that the draft after a round words anew, brings in or leaves out."""
    parts = [part.hint or "" for draft in (number, number + 1) for part in content.drafts[draft, "en"]]
    return {hint for hint in parts if content.words_of(number, hint) != content.words_of(number + 1, hint)}


@pytest.mark.parametrize("number", ANSWERED)
def test_every_change_of_a_draft_goes_back_to_a_suggestion_and_every_one_that_is_credited_is_one(
    content: Content, number: int
) -> None:
    assert "" not in changed(content, number)
    assert credits_of(content.suggestions[f"round{number}"], number).keys() == changed(content, number)


@pytest.mark.parametrize("number", ANSWERED)
def test_suggestions_that_are_taken_up_make_the_next_draft_word_for_word(content: Content, number: int) -> None:
    """The words of a clause that was divided are those of its parts, one after the other."""
    rows = [row for row in taken_up(content, number) if "change" not in row and row["clause"] not in SAID_ELSEWHERE]
    by_clause = {row["clause"]: [each for each in rows if each["clause"] == row["clause"]] for row in rows}
    assert len(by_clause) > 5
    for clause, ideas in by_clause.items():
        makes = {made for row in ideas for made in row.get("makes", [clause])}
        said = [part.text for part in content.drafts[number + 1, "en"] if part.hint in makes]
        assert " ".join(said) == with_suggestions(content, number, clause, ideas), clause


@pytest.mark.parametrize("number", ANSWERED)
def test_a_new_clause_that_is_taken_up_follows_the_one_that_it_was_suggested_for(content: Content, number: int) -> None:
    rows = [row for row in taken_up(content, number) if "change" in row]
    assert [row["change"] for row in rows] == ["insert"]
    hints = [part.hint for part in content.drafts[number + 1, "en"]]
    for row in rows:
        assert [content.words_of(number + 1, made) for made in row["makes"]] == [row["wording"]]
        assert hints[hints.index(row["clause"]) + 1] == row["makes"][0]


def test_a_sentence_that_moves_to_another_clause_follows_on_what_that_clause_said(content: Content) -> None:
    """What is left of the clause that is taken up is worded anew there: its passage stands, the words around it do not."""
    ((clause, into),) = SAID_ELSEWHERE.items()
    (row,) = [row for row in taken_up(content, 1) if row["clause"] == clause]
    assert row["makes"] == [clause, into]
    assert content.words_of(2, clause) is None
    passage = row["taken"].capitalize()
    assert content.words_of(2, into) == f"{content.words_of(1, into)} {passage}, the findings are published."


def taken_up(content: Content, number: int) -> list[Mapping[str, Any]]:
    return [row for row in content.suggestions[f"round{number}"] if row.get("becomes") in TAKEN_UP]


def with_suggestions(content: Content, number: int, clause: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the words of a clause with what of these suggestions is taken up; none of them may touch another."""
    text = content.words_of(number, clause) or ""
    alterations = []
    for place, row in enumerate(rows):
        (found,) = passages_of(text, row.get("passage", text))
        wording = row["taken"] if row["becomes"] == "accepted_in_part" else row["wording"]
        alterations.append(Alteration(str(place), found.start, found.end, wording))
    done = apply(text, alterations)
    assert done.colliding == ()
    return done.text


def test_one_can_sign_in_as_two_delegates_and_a_citizen_who_are_halfway_through(whole: Performed) -> None:
    found = hosts(whole)
    assert sorted(found.values()) == ["citizen", "delegate", "state-delegate"]
    for seat in found:
        assert 5 <= sum(vote.seat == seat and vote.round == 3 for vote in votes(whole)) <= 20


def test_every_clause_of_every_draft_has_its_blocks_whose_quoted_words_stand_in_it(content: Content) -> None:
    for (number, lang), parts in content.drafts.items():
        for part in parts:
            if part.kind is ClauseKind.CLAUSE and lang == "en":
                fitting = [one for one in content.comments[part.hint or ""] if one["since"] <= number]
                assert fitting[-1]["quote"] in part.text


def test_the_languages_hold_the_same_parts_in_the_same_order(content: Content) -> None:
    for number in (1, 2, 3):
        source = [part.hint for part in content.drafts[number, "en"]]
        assert [part.hint for part in content.drafts[number, "zh-Hans"]] == source
        arabic = [part.hint for part in content.drafts[number, "ar"]]
        assert arabic == [hint for hint in source if number < 3 or hint != "languages"]


def test_nothing_in_the_content_is_left_for_later(content: Content) -> None:
    assert "lorem" not in str(content).lower()


def test_objections_are_raised_by_seats_that_object_or_do_not_vote_and_stand_at_every_point_of_their_way(
    content: Content, whole: Performed
) -> None:
    raised = [act for act in whole if isinstance(act, acts.Object)]
    last = {(vote.round, vote.clause, vote.seat): vote.position for vote in votes(whole)}
    assert [one.round for one in raised] == [1, 2, 3, 3]
    assert {last.get((one.round, one.clause, one.seat), "object") for one in raised} == {"object"}
    signed = Counter(act.objection for act in whole if isinstance(act, acts.CoSign))
    assert signed == {raised[3].key: 3}
    ends = {act.objection: act.step for act in whole if isinstance(act, acts.TakeStep)}
    assert [ends.get(one.key) for one in raised] == ["overrule", "resolve", None, "acknowledge"]
    with pytest.raises(ValueError, match="too few seats"):
        script(replace(content, objections=[{**content.objections[3], "co_signers": 500}]))
