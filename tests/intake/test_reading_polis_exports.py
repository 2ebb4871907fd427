"""An export of Polis as frozen values: the newest answer counts, and what was not seen is no answer."""

import gzip

import pytest

from consult.intake.rules.polis import FILES, Participant, Statement, Vote, read_conversation

from .exports import COMMENTS, PARTICIPANTS, VOTES, an_export, read


def test_a_conversation_is_read_with_the_source_s_own_ids_and_texts() -> None:
    found = read()
    assert (found.topic, found.url) == ("Transit", "https://pol.is/1")
    assert found.description == "Two\nlines, quoted"
    assert found.statements == (
        Statement(3, "=Fewer\ncars\n", "rejected", "2", 1_400_000_001_000, is_seed=False, is_meta=False),
        Statement(7, "More buses", "accepted", "0", 1_400_000_000_000, is_seed=False, is_meta=False),
        Statement(10, "", "unmoderated", "2", 1_400_000_002_000, is_seed=False, is_meta=False),
    )
    assert found.participants == (Participant(0, None), Participant(2, "1"), Participant(5, "0"))


def test_the_newest_event_counts_whatever_its_place_in_the_log() -> None:
    found = read()
    assert set(found.votes) == {
        Vote(2, 3, "disagree", 1_400_000_005_000, 1),
        Vote(0, 7, "agree", 1_400_000_009_000, 2),
        Vote(2, 7, "pass", 1_400_000_009_000, 1),
    }
    assert found.events == 4


def test_of_two_events_at_the_same_moment_the_later_row_counts() -> None:
    turned = VOTES.replace("1400000004000,x,7,0,-1", "1400000009000,x,7,0,-1")
    found = read(votes=turned, participants_votes=PARTICIPANTS.replace("0,,1,1,1,0,,1", "0,,1,1,0,1,,-1"))
    assert Vote(0, 7, "disagree", 1_400_000_009_000, 2) in found.votes


def test_without_a_log_the_table_s_answers_count_and_have_no_moment() -> None:
    found = read(votes=None)
    assert set(found.votes) == {
        Vote(2, 3, "disagree", None, 1),
        Vote(2, 7, "pass", None, 1),
        Vote(0, 7, "agree", None, 1),
    }


def test_a_cell_that_is_empty_is_a_statement_not_seen_and_zero_is_a_pass() -> None:
    votes = {(vote.participant, vote.statement): vote.answer for vote in read(votes=None).votes}
    assert (0, 3) not in votes
    assert votes[2, 7] == "pass"


@pytest.mark.parametrize("name", ["comments.csv", "participants-votes.csv", "votes.csv", "summary.csv"])
def test_each_file_may_come_packed(name: str) -> None:
    files = an_export()
    files[f"{name}.gz"] = gzip.compress(files.pop(name))
    assert {name, f"{name}.gz"} <= set(FILES)
    assert read_conversation(files) == read()


def test_the_columns_of_newer_exports_are_read() -> None:
    newer = (
        "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,group-informed-consensus,comment-body\n"
        "1400000000000,7,0,2,1,1,false,true,0.5,More buses\n"
        "1400000001000,3,2,0,1,-1,true,false,,Fewer\n"
    )
    people = PARTICIPANTS.replace("participant,group-id", "participant,xid,group-id").replace("\n2,1,", "\n2,,1,")
    people = people.replace("\n0,,1,", "\n0,,,1,").replace("\n5,0,", "\n5,,0,")
    found = read(comments=newer, participants_votes=people)
    assert [(one.id, one.is_seed, one.is_meta) for one in found.statements] == [(3, False, True), (7, True, False)]
    assert len(found.votes) == 3


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing() -> None:
    files = {
        name: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")
        for name, content in an_export(summary="topic,T\n").items()
    }
    found = read_conversation(files)
    assert found.statements[0].text == "=Fewer\r\ncars\r\n"
    assert found.votes == read().votes


def test_what_a_summary_need_not_say_is_empty() -> None:
    found = read(summary="topic,T\n")
    assert (found.url, found.description) == ("", "")


def test_a_conversation_without_answers_is_read() -> None:
    header = "participant,group-id,n-comments,n-votes,n-agree,n-disagree\n"
    found = read(participants_votes=header, votes=VOTES.splitlines()[0] + "\n", comments=COMMENTS)
    assert (found.participants, found.votes, found.events) == ((), (), 0)
    assert len(found.statements) == 3


def test_a_file_that_is_not_part_of_an_export_is_left_alone() -> None:
    assert read_conversation({**an_export(), "stats-history.csv": b"\xff"}) == read()


def test_the_largest_id_and_moment_are_read() -> None:
    last = 253_402_300_799_999
    comments = COMMENTS.replace("1400000002000,x,10,", f"{last},x,{2**53 - 1},")
    newest = read(comments=comments).statements[-1]
    assert (newest.id, newest.created_ms) == (2**53 - 1, last)
