"""How long pages with much on them take to make, against a page with nothing on it.

Run by `make bench`, or `python benchmarks/pages.py`. Prints Markdown for docs/measurements.md: milliseconds of
processor time of one request within this process, the median of twenty, as a reader without a session sends it; the
desk of those who answer as an editor does. The limit that a page is held against is the sign-in page, which asks the
database for nothing. The first look at campaigns compares every comment with every other; the twenty that are measured
come after it.
"""

import gzip
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from installations import SHARED, Installations, circumstances, show
from sqlalchemy import event, insert, select

from consult import create_app
from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.deliberation.tables import Comment
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.front import service as front
from consult.intake import service as intake
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.moderation import service as moderation
from consult.participation import service as participation
from consult.rounds.rules.contract import for_categories
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.settings import Settings

REQUESTS = 20
CLAUSES = 300
COMMENTS = 500
WAITING = 9_000
EDITOR = "edda@example.org"
VOCABULARY = [f"word{number}" for number in range(4_000)]
LARGEST = "american-assembly.bowling-green"
WORDS = (
    "Whoever decides by machine says so, says why in words that the person concerned understands, and answers for it. "
)


def main() -> None:
    """Measure on every database and print the table."""
    print(circumstances(), f"· median of {REQUESTS}", end="\n\n")
    rows = []
    with tempfile.TemporaryDirectory(prefix="consult-bench-") as name, Installations(Path(name)) as installations:
        for engine in installations.prepared:
            with installations.fresh(engine) as installation:
                app = create_app(Settings(instance=str(installation.folder), database_url=installation.address))
                fill(app)
                rows += [[name, engine, *figures] for name, figures in measured(app).items()]
                with app.app_context():
                    db.engine.dispose()
    show(("page", "database", "ms", "limit ms", "ratio", "statements", "kB", "kB compressed"), rows)


def fill(app: Flask) -> None:
    """Make a long text whose first clause is much discussed, and import the largest conversation."""
    text = "\n\n".join(f"# Principle {n}\n\n{WORDS * 4}" for n in range(1, CLAUSES + 1))
    files = {file.name: file.read_bytes() for file in (SHARED / "data" / "polis" / LARGEST).glob("*.csv*")}
    with app.app_context():
        with transaction():
            for slug in ("text", "answering"):
                intake.import_draft(slug=slug, title="Principles", files=[("text.md", text.encode())])
            intake.import_polis(slug="conversation", title="", files=files)
        with transaction():
            discuss()
        with transaction():
            wait()
        db.session.remove()


def discuss() -> None:
    """Open a round on the text and have a person comment on its first clause."""
    found = consultations.get_consultation("text")
    person = accounts.add_person(name="Amina Otieno", email="amina@example.org").id
    participation.join_as_person(consultation_id=found.id, person_id=person, territory=None)
    one = begin(found.id)
    clause = commentable(one)[0]
    for number in range(COMMENTS):
        say(one, person, clause, f"Comment {number}. {WORDS}")


def begin(consultation_id: str) -> RoundView:
    """Return a round of ballots that is opened on the newest draft."""
    contents = {"en": dict.fromkeys(consultations.Section, "It is said here.")}
    consultations.publish_notices(consultation_id=consultation_id, contents=contents, by_person=None)
    return front.start_round(
        consultation_id=consultation_id,
        terms=for_categories(RoundKind.BALLOT, consultations.consultation_by_id(consultation_id).categories),
        closes_at=clock.now(db.session) + timedelta(days=7),
        person_id=None,
    )


def commentable(one: RoundView) -> list[ClauseView]:
    """Return the clauses of the round's draft."""
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id or "")
    return [each for each in drafting.clauses_of(draft, lang=draft.language) if each.kind == "clause"]


def say(one: RoundView, person: str, clause: ClauseView, text: str) -> None:
    """Have a person comment on a clause."""
    deliberation.add_comment(
        consultation_id=one.consultation_id,
        round_id=one.id,
        person_id=person,
        clause=clause,
        kind=CommentKind.SUBSTANTIVE,
        text=text,
        lang="en",
        attribution=Attribution.NAMED,
        key=new_id(),
    )


def wait() -> None:
    """Have thousands of comments wait for an answer: one that somebody made, and copies of its row in other words."""
    found = consultations.get_consultation("answering")
    person = accounts.add_person(name="Edda Editor", email=EDITOR).id
    participation.join_as_person(consultation_id=found.id, person_id=person, territory=None)
    for role in (Role.EDITOR, Role.ORGANISER):
        consultations.grant_role(consultation_id=found.id, person_id=person, role=role, granted_by=None)
    one = begin(found.id)
    clauses = commentable(one)
    say(one, person, clauses[0], "Comment 0.")
    row = dict(db.session.execute(select(Comment.__table__).where(Comment.round_id == one.id)).mappings().one())
    copies = [
        {**row, "id": new_id(), "number": 1 + number, "clause_uid": clauses[number % len(clauses)].uid}
        | {"clause_version_id": clauses[number % len(clauses)].version_id, "markdown": words_of(number)}
        for number in range(1, WAITING)
    ]
    db.session.execute(insert(Comment), copies)
    moderation.close_round(consultation_id=found.id, round_id=one.id, reason="All is said.", early=True)
    moderation.start_dispositions(consultation_id=found.id, round_id=one.id, person_id=person)


def words_of(number: int) -> str:
    """Return the words of a comment: every third one is of one of five letters that many send, with a name at its end."""
    chosen = Random(number)
    if number % 3:
        return " ".join(chosen.choices(VOCABULARY, k=60))
    letter = " ".join(Random(-(number % 5)).choices(VOCABULARY, k=60))
    return f"{letter} {chosen.choice(VOCABULARY)}"


def measured(app: Flask) -> dict[str, list[object]]:
    """Return the figures of each page."""
    pages = {
        f"a clause with {COMMENTS} comments": "/en/c/text/d/1/1.1",
        f"a draft with {CLAUSES} clauses": "/en/c/text/d/1",
        "the home of that consultation": "/en/c/text/",
        "results of 896 statements": "/en/c/conversation/results",
    }
    desk = {
        f"the desk of {WAITING} comments": "/en/c/answering/answers/desk",
        f"the campaigns among {WAITING} comments": "/en/c/answering/answers/desk?view=campaigns",
    }
    client, editor = app.test_client(), app.test_client()
    with app.app_context():
        engine = db.engine
        with transaction():
            person = accounts.find_person_by_email(EDITOR)
            token = accounts.start_session(person.id if person else "")
    with editor.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    limit, *_ = cost(client, engine, "/en/sign-in")
    found: dict[str, list[object]] = {}
    for name, path in {**pages, **desk}.items():
        milliseconds, statements, body = cost(editor if name in desk else client, engine, path)
        packed = len(gzip.compress(body, 6))
        found[name] = [milliseconds, limit, milliseconds / limit, statements, len(body) // 1000, packed // 1000]
    return found


def cost(client: FlaskClient, engine: object, path: str) -> tuple[float, int, bytes]:
    """Return milliseconds of processor time, the number of statements sent to the database, and the page."""
    taken = []
    with counting(engine) as counted:
        body = client.get(path)
    if body.status_code != 200:
        sys.exit(f"{path} answered {body.status_code}")
    for _ in range(REQUESTS):
        begun = time.process_time()
        client.get(path)
        taken.append(time.process_time() - begun)
    return median(taken) * 1000, len(counted), body.data


@contextmanager
def counting(engine: object) -> Iterator[list[str]]:
    """Give the statements sent to the database while the block runs."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


if __name__ == "__main__":
    main()
