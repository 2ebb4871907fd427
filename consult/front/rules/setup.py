"""The steps in which a consultation is set up, in which order, and what is missing before it can be announced."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from consult.kernel.errors import msgid

LONGEST_SUGGESTION = 48
SHORT_ROUND = timedelta(days=14)
"""A round that lasts less leaves out whoever has to ask someone first; it is allowed, with a warning."""
MOST_OWN_CATEGORIES = 6


class Step(StrEnum):
    """One page of the way from an empty consultation to an announced one."""

    PURPOSE = "purpose"
    MANDATE = "mandate"
    CATEGORIES = "categories"
    TERRITORIES = "territories"
    LANGUAGES = "languages"
    TEXT = "text"
    TIMETABLE = "timetable"
    DECISION = "decision"
    NOTICES = "notices"
    REVIEW = "review"


OPTIONAL = frozenset({Step.CATEGORIES, Step.TERRITORIES})
"""What is usual stands in these without being asked."""


class StepState(StrEnum):
    """How far a step is."""

    DONE = "done"
    TO_DO = "to_do"
    OPTIONAL = "optional"


class Gap(StrEnum):
    """Something without which a consultation is not announced."""

    PURPOSE = "purpose"
    DECIDING_BODY = "deciding_body"
    MANDATE = "mandate"
    DECISION_MAKER = "decision_maker"
    CATEGORY = "category"
    LANGUAGE = "language"
    TITLE = "title"
    TEXT = "text"
    TRANSLATION = "translation"
    TIMETABLE = "timetable"
    OPENING_PASSED = "opening_passed"
    CLOSING_PASSED = "closing_passed"
    DECISION = "decision"
    NOTICES = "notices"


GAPS: Mapping[Gap, str] = {
    Gap.PURPOSE: msgid("Say in one or two sentences what the consultation is for."),
    Gap.DECIDING_BODY: msgid("Name the body that decides in the end."),
    Gap.MANDATE: msgid("Say on what mandate it decides, in a sentence or with a link."),
    Gap.DECISION_MAKER: msgid("Name at least one person who decides, with their office."),
    Gap.CATEGORY: msgid("Choose at least one category."),
    Gap.LANGUAGE: msgid("Choose the languages in which people take part."),
    Gap.TITLE: msgid("Give the consultation a title in %(language)s."),
    Gap.TEXT: msgid("Bring in the text that is consulted on."),
    Gap.TRANSLATION: msgid(
        "Bring in a reviewed translation of the text into %(language)s, or take the language out of the round."
    ),
    Gap.TIMETABLE: msgid("Say when the first round opens and closes."),
    Gap.OPENING_PASSED: msgid("The opening that was chosen has passed. Choose a later one, or none to open at once."),
    Gap.CLOSING_PASSED: msgid("The closing that was chosen has passed. Choose a later one."),
    Gap.DECISION: msgid("Choose how you will decide."),
    Gap.NOTICES: msgid("Publish the legal notices in %(language)s."),
}
"""What to do about each gap; pages translate it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A gap, the step in which it is filled, and the language it is about, if it is about one."""

    step: Step
    gap: Gap
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a consultation that is being set up.

    `saved` names the steps that someone has saved; `titled` and `noticed` are the languages in which there are a title
    and the legal notices, `unreviewed` those in which too few clauses are reviewed for a round. `opens_at` is None for a round that opens when it is announced.
    """

    language: str
    purpose: str
    deciding_body: str
    mandate: str
    decision_makers: int
    categories: Sequence[str]
    languages: Sequence[str]
    titled: Collection[str]
    has_text: bool
    opens_at: datetime | None
    closes_at: datetime | None
    bundle: str
    noticed: Collection[str]
    saved: Collection[str]
    now: datetime
    unreviewed: Collection[str] = ()


def missing(facts: Facts) -> list[Missing]:
    """Return everything without which the consultation cannot be announced, in the order of the steps."""
    return [*_of_purpose_and_people(facts), *_of_languages(facts), *_of_round(facts), *_of_notices(facts)]


def states(facts: Facts) -> dict[Step, StepState]:
    """Return how far each step is, in order; the review is done only by announcing."""
    open_steps = {one.step for one in missing(facts)} | {Step.REVIEW}
    return {step: _state(step, facts, open_steps) for step in Step}


def next_step(found: dict[Step, StepState], after: Step | None = None) -> Step:
    """Return the first step behind the one named that nobody has saved, else the first to do; the review at the last."""
    order = list(Step)
    behind = order[order.index(after) + 1 :] if after else []
    unsaved = [step for step in behind if found[step] is not StepState.DONE]
    return next(iter((*unsaved, *(step for step in order if found[step] is StepState.TO_DO))), Step.REVIEW)


def suggested_slug(title: str, taken: Collection[str]) -> str:
    """Return a short name made of a title's plain letters and digits, else `consultation`, numbered where it is taken."""
    plain = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:LONGEST_SUGGESTION].strip("-")
    if plain and plain not in taken:
        return plain
    stem, number = plain or "consultation", 2 if plain else 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def category_id(name: str, taken: Collection[str]) -> str:
    """Return the id of a category of the organiser's own: its plain letters and digits, else a number."""
    plain = "_".join(re.findall(r"[a-z0-9]+", name.lower()))[:LONGEST_SUGGESTION].strip("_").lstrip("0123456789_")
    if plain and plain not in taken:
        return plain
    number = 2 if plain else 1
    stem = plain or "category"
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def is_short(opens_at: datetime, closes_at: datetime) -> bool:
    """Whether a round lasts less than two weeks."""
    return closes_at - opens_at < SHORT_ROUND


def _state(step: Step, facts: Facts, open_steps: Collection[Step]) -> StepState:
    if step in open_steps:
        return StepState.TO_DO
    return StepState.OPTIONAL if step in OPTIONAL and step not in facts.saved else StepState.DONE


def _of_purpose_and_people(facts: Facts) -> Iterator[Missing]:
    if not facts.purpose:
        yield Missing(Step.PURPOSE, Gap.PURPOSE)
    if not facts.deciding_body:
        yield Missing(Step.MANDATE, Gap.DECIDING_BODY)
    if not facts.mandate:
        yield Missing(Step.MANDATE, Gap.MANDATE)
    if not facts.decision_makers:
        yield Missing(Step.MANDATE, Gap.DECISION_MAKER)
    if not facts.categories:
        yield Missing(Step.CATEGORIES, Gap.CATEGORY)


def _of_languages(facts: Facts) -> Iterator[Missing]:
    if not facts.languages:
        yield Missing(Step.LANGUAGES, Gap.LANGUAGE)
    for lang in facts.languages:
        if lang not in facts.titled:
            yield Missing(Step.LANGUAGES, Gap.TITLE, lang)


def _of_round(facts: Facts) -> Iterator[Missing]:
    if not facts.has_text:
        yield Missing(Step.TEXT, Gap.TEXT)
    for lang in facts.unreviewed:
        yield Missing(Step.TEXT, Gap.TRANSLATION, lang)
    if facts.closes_at is None:
        yield Missing(Step.TIMETABLE, Gap.TIMETABLE)
    elif facts.closes_at <= facts.now:
        yield Missing(Step.TIMETABLE, Gap.CLOSING_PASSED)
    elif facts.opens_at is not None and facts.opens_at <= facts.now:
        yield Missing(Step.TIMETABLE, Gap.OPENING_PASSED)
    if not facts.bundle:
        yield Missing(Step.DECISION, Gap.DECISION)


def _of_notices(facts: Facts) -> Iterator[Missing]:
    for lang in facts.languages or (facts.language,):
        if lang not in facts.noticed:
            yield Missing(Step.NOTICES, Gap.NOTICES, lang)
