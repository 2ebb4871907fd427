"""A conversation with two camps and people between them, as if it had been exported by Polis, for pictures of its result."""

from random import Random

from consult.consultations import service as consultations
from consult.intake import service as intake

SLUG = "conversation-in-groups"
SEED = 20261211
SAID = (
    ("Whoever releases a system should grade its risk and answer for the grade.", 0.92, 0.15),
    ("No one should grade their own system; that is what authorities are for.", 0.12, 0.9),
    ("A person must always be able to stop the system and must not suffer for it.", 0.96, 0.93),
    ("Small offices need ten more years before any of this applies to them.", 0.2, 0.05),
    ("Every decision of a machine about a person is explained to that person in their own language.", 0.85, 0.9),
    ("Open models are exempt from registration, whatever they can do.", 0.8, 0.08),
    ("The register is public, free of charge, and kept by one office for all countries.", 0.3, 0.75),
    ("Machines may vote in committees.", 0.04, 0.02),
    ("Harm is made whole by whoever profited, without a court.", 0.45, 0.7),
    ("Training data is listed work by work.", 0.1, 0.85),
)
"""What was said, and which part of either camp agrees with it."""
CAMPS = (64, 48)
SEEN = 0.8


def conversation() -> str:
    """Return the address of the conversation, imported unless it is there."""
    if consultations.find_consultation(SLUG) is None:
        intake.import_polis(slug=SLUG, title="Machines, statement by statement", files=_export())
    return SLUG


def _export() -> dict[str, bytes]:
    """Return the files of the export; who is in which camp is not in them."""
    chance = Random(SEED)
    answers = [
        [_answer(chance, said[1 + camp]) for said in SAID] for camp, size in enumerate(CAMPS) for _ in range(size)
    ]
    numbers = range(len(SAID))
    comments = [
        f'1400000000000,x,{n},0,{agrees},{disagrees},1,"{SAID[n][0]}"'
        for n in numbers
        for agrees, disagrees in [(_count(answers, n, "1"), _count(answers, n, "-1"))]
    ]
    people = [
        f"{who},,0,{len(row) - row.count('')},{row.count('1')},{row.count('-1')},{','.join(row)}"
        for who, row in enumerate(answers)
    ]
    return {
        "summary.csv": b"topic,Machines\nurl,https://example.org/machines\nviews,400\n\nconversation-description,Say what you think.\n",
        "comments.csv": _table(
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body", comments
        ),
        "participants-votes.csv": _table(
            f"participant,group-id,n-comments,n-votes,n-agree,n-disagree,{','.join(map(str, numbers))}", people
        ),
    }


def _answer(chance: Random, agrees: float) -> str:
    if chance.random() > SEEN:
        return ""
    if chance.random() < 0.1:
        return "0"
    return "1" if chance.random() < agrees else "-1"


def _count(answers: list[list[str]], number: int, answer: str) -> int:
    return sum(row[number] == answer for row in answers)


def _table(head: str, rows: list[str]) -> bytes:
    return "\n".join((head, *rows, "")).encode()
