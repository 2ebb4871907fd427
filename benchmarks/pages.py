"""How long pages with much on them take to make, against a page with nothing on it.

Run by `make bench`, or `python benchmarks/pages.py`. Prints Markdown for docs/measurements.md: milliseconds of
processor time of one request within this process, the median of twenty, as a reader without a session sends it. The
limit that a page is held against is the sign-in page, which asks the database for nothing.
"""

import gzip
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from installations import SHARED, Installations, circumstances, show
from sqlalchemy import event

from consult import create_app
from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.drafting import service as drafting
from consult.front import service as front
from consult.intake import service as intake
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.participation import service as participation
from consult.rounds.rules.contract import for_categories
from consult.rounds.rules.states import RoundKind
from consult.settings import Settings

REQUESTS = 20
CLAUSES = 300
COMMENTS = 500
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
            intake.import_draft(slug="text", title="Principles", files=[("text.md", text.encode())])
            intake.import_polis(slug="conversation", title="", files=files)
        with transaction():
            discuss()
        db.session.remove()


def discuss() -> None:
    """Open a round on the text and have a person comment on its first clause."""
    found = consultations.get_consultation("text")
    person = accounts.add_person(name="Amina Otieno", email="amina@example.org").id
    participation.join_as_person(consultation_id=found.id, person_id=person, territory=None)
    contents = {"en": dict.fromkeys(consultations.Section, "It is said here.")}
    consultations.publish_notices(consultation_id=found.id, contents=contents, by_person=None)
    moment = clock.now(db.session)
    one = front.start_round(
        consultation_id=found.id,
        terms=for_categories(RoundKind.BALLOT, found.categories),
        closes_at=moment + timedelta(days=7),
        person_id=None,
    )
    draft = drafting.draft_by_id(found.id, one.draft_id or "")
    clause = next(each for each in drafting.clauses_of(draft, lang=draft.language) if each.kind == "clause")
    for number in range(COMMENTS):
        deliberation.add_comment(
            consultation_id=found.id,
            round_id=one.id,
            person_id=person,
            clause=clause,
            kind=CommentKind.SUBSTANTIVE,
            text=f"Comment {number}. {WORDS}",
            lang="en",
            attribution=Attribution.NAMED,
            key=new_id(),
        )


def measured(app: Flask) -> dict[str, list[object]]:
    """Return the figures of each page."""
    pages = {
        f"a clause with {COMMENTS} comments": "/en/c/text/d/1/1.1",
        f"a draft with {CLAUSES} clauses": "/en/c/text/d/1",
        "the home of that consultation": "/en/c/text/",
        "results of 896 statements": "/en/c/conversation/results",
    }
    client = app.test_client()
    with app.app_context():
        engine = db.engine
    limit, *_ = cost(client, engine, "/en/sign-in")
    found = {}
    for name, path in pages.items():
        milliseconds, statements, body = cost(client, engine, path)
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
