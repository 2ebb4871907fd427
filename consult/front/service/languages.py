"""What readers must know about the languages of a text: doubts about a translation, and what a round asks of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from consult.drafting import service as drafting
from consult.drafting.rules.translation import IssueState, Progress, reaches
from consult.drafting.service import ClauseView, DraftView
from consult.kernel.errors import Refused, msgid
from consult.localisation.rules.languages import native_name
from consult.rounds.rules.contract import REVIEW_THRESHOLD, Terms
from consult.rounds.rules.states import ON_A_TEXT
from consult.voting import service as voting

VOTED_KINDS = ("clause",)
"""What rounds ask about, unless their terms say otherwise."""

STANDING = (IssueState.OPEN, IssueState.CONFIRMED)
"""The states in which a reported problem is a doubt about the words."""


class LanguageNotReviewed(Refused):
    """A round asks people about words that somebody has reviewed."""

    code = "language-not-reviewed"
    status = 409
    sentence = msgid(
        "In %(language)s, %(reviewed)s of %(total)s clauses are reviewed, and a round needs %(needed)s. Have the others translated and reviewed where the draft is translated, or open the round without this language."
    )


@dataclass(frozen=True, slots=True)
class Doubts:
    """By clause: how many problems with its words in the reader's language stand, and which authentic languages are pending."""

    reported: Mapping[str, int]
    pending: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Improvement:
    """When a translation took the place of another one, and how many had voted by then on what they read in it."""

    at: datetime
    votes: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a language of a round has come: the clauses that are voted on, and whether enough of them are reviewed."""

    lang: str
    progress: Progress
    is_enough: bool


def doubts_about(draft: DraftView, *, lang: str) -> Doubts:
    """Return what stands in doubt about the words of a draft for a reader of a language."""
    reported: dict[str, int] = {}
    for issue in drafting.list_issues(draft.consultation_id, states=STANDING):
        if issue.draft_number == draft.number and issue.lang == lang:
            reported[issue.clause_uid] = reported.get(issue.clause_uid, 0) + 1
    return Doubts(reported, drafting.pending_in(draft))


def improvement_of(draft: DraftView, clause: ClauseView) -> Improvement | None:
    """Return when the words of a clause were improved after people had voted on them, or None if they were not."""
    if clause.is_source:
        return None
    at = drafting.improved_at(draft, clause.version_id, clause.lang)
    scope = {"consultation_id": draft.consultation_id, "version_id": clause.version_id, "lang": clause.lang}
    votes = voting.count_votes_seen_in(**scope, before=at) if at else 0
    return Improvement(at, votes) if at and votes else None


def readiness_of(
    draft: DraftView,
    languages: Sequence[str],
    *,
    kinds: Sequence[str] = VOTED_KINDS,
    threshold: str = REVIEW_THRESHOLD,
) -> list[Readiness]:
    """Return how far the clauses that a round asks about are reviewed in each of these languages."""
    found = [(lang, drafting.translation_progress(draft, lang, kinds=kinds)) for lang in languages]
    return [Readiness(lang, one, reaches(one.reviewed, one.total, Fraction(threshold))) for lang, one in found]


def require_reviewed(draft: DraftView, terms: Terms) -> None:
    """Refuse a round on a draft in a language in which too few of its clauses are reviewed, naming the language."""
    if terms.kind not in ON_A_TEXT:
        return
    for one in readiness_of(draft, terms.languages, kinds=terms.voted_kinds, threshold=terms.review_threshold):
        if not one.is_enough:
            needed = -(-one.progress.total * Fraction(terms.review_threshold) // 1)
            raise LanguageNotReviewed(
                field="languages",
                language=native_name(one.lang),
                reviewed=one.progress.reviewed,
                total=one.progress.total,
                needed=needed,
            )
