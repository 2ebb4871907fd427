"""A small export of Polis, as its files lie in a folder; a test names only the file that matters to it."""

import pytest

from consult.intake.rules.polis import Conversation, read_conversation
from consult.intake.rules.problems import FileRefused, Problem

SUMMARY = 'topic,Transit\nurl,https://pol.is/1\nviews,12\n\nconversation-description,"Two\nlines, quoted"\n'
COMMENTS = (
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    "1400000000000,x,7,0,2,1,1,More buses\n"
    '1400000001000,x,3,2,0,1,-1,"=Fewer\ncars\n"\n'
    "1400000002000,x,10,2,0,0,0,\n"
)
PARTICIPANTS = (
    "participant,group-id,n-comments,n-votes,n-agree,n-disagree,3,7\n2,1,2,2,0,1,-1,0\n0,,1,1,1,0,,1\n5,0,0,0,0,0,,\n"
)
VOTES = (
    "timestamp,datetime,comment-id,voter-id,vote\n"
    "1400000005000,x,3,2,-1\n"
    "1400000009000,x,7,0,1\n"
    "1400000004000,x,7,0,-1\n"
    "1400000009000,x,7,2,0\n"
)


def an_export(**changed: str | bytes | None) -> dict[str, bytes]:
    """Return the files of an export; a name such as `comments` changes comments.csv, and None leaves it out."""
    texts = {"summary": SUMMARY, "comments": COMMENTS, "participants_votes": PARTICIPANTS, "votes": VOTES, **changed}
    return {
        f"{name.replace('_', '-')}.csv": content if isinstance(content, bytes) else content.encode()
        for name, content in texts.items()
        if content is not None
    }


def problems_of(files: dict[str, bytes]) -> tuple[Problem, ...]:
    """Return why an export is refused."""
    with pytest.raises(FileRefused) as refused:
        read_conversation(files)
    assert refused.value.problem == refused.value.problems[0]
    return refused.value.problems


def problem_of(files: dict[str, bytes]) -> Problem:
    """Return the only reason why an export is refused."""
    problems = problems_of(files)
    assert len(problems) == 1, problems
    return problems[0]


def read(**changed: str | bytes | None) -> Conversation:
    """Return the conversation of an export with these changes."""
    return read_conversation(an_export(**changed))
