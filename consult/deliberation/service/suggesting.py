"""Suggesting words: for a clause, for a passage of it, instead of it, or for a new one after it."""

from dataclasses import dataclass

from consult.deliberation.rules.colliding import Change
from consult.deliberation.rules.dispositions import LONGEST_WORDING
from consult.deliberation.rules.passages import CHANGES, LONGEST_HEADING, OF_PASSAGES, Passage, Way, passages_of
from consult.deliberation.rules.words import Attribution, CommentKind, clean_text
from consult.deliberation.service.posting import (
    Posted,
    TextRefused,
    checked_text,
    content_of,
    earlier_post,
    enter,
    new_comment,
    post,
)
from consult.deliberation.service.wordings import SuggestedWords, suggested_words
from consult.deliberation.tables import Suggestion
from consult.drafting import service as drafting
from consult.drafting.rules.tokens import squeezed
from consult.drafting.service import ClauseView, SourceWords
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.ledger.rules.leaf import LeafType
from consult.participation.service import SeatView


class ChangeNeeded(Refused):
    """A suggestion says what should happen to the words."""

    code = "change-needed"
    status = 422
    sentence = msgid("Choose what your suggestion does: other words, words taken out, or a new clause.")


class WhyNeeded(Refused):
    """A suggestion says why."""

    code = "why-needed"
    status = 422
    sentence = msgid(
        "Say in a sentence or two why the text should change. Whoever decides on your suggestion reads it."
    )


class SuggestedWordsNeeded(Refused):
    """What is not a deletion needs words."""

    code = "suggested-words-needed"
    status = 422
    sentence = msgid("Write the words that should stand there. To take words out, choose that instead.")


class WordingUnchanged(Refused):
    """Words that stand there already are no suggestion."""

    code = "wording-unchanged"
    status = 422
    sentence = msgid("These are the words that stand there now. Change them to what you would like to read instead.")


class WordingTooLong(Refused):
    """A clause has at most 4,000 characters, and its heading at most 500."""

    code = "wording-too-long"
    status = 422
    sentence = msgid("It may have at most %(most)s characters; with your words it has %(length)s. Shorten them.")


class QuoteNeeded(Refused):
    """A suggestion on a passage says which."""

    code = "quote-needed"
    status = 422
    sentence = msgid("Copy the words that you mean from the clause into this field.")


class PassageNotFound(Refused):
    """The passage is not in the clause as it was written."""

    code = "passage-not-in-clause"
    status = 422
    sentence = msgid("These words are not in the clause as it was written. Copy them from it exactly.")


class QuoteAmbiguous(Refused):
    """The passage stands at several places of the clause."""

    code = "quote-ambiguous"
    status = 422
    sentence = msgid(
        "These words stand in the clause more than once. Copy some more of the words around the place you mean."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What someone asks for: in which way, the words, and the passage, for the ways that are about one."""

    way: str
    wording: str = ""
    heading: str = ""
    quote: str = ""


def add_suggestion(
    *,
    consultation_id: str,
    round_id: str,
    person_id: str,
    clause: ClauseView,
    wish: Wish,
    why: str,
    lang: str,
    attribution: Attribution,
    key: str,
    kind: CommentKind = CommentKind.SUBSTANTIVE,
    released_for: SeatView | None = None,
) -> Posted:
    """Return what the author is told of a suggestion on a clause of the round's draft: its number and its receipt.

    The words are those of the language in which the draft was written, whatever language the clause was shown in.
    Requests with one key post once; the key with other words is refused. `released_for` is the seat for which a
    signatory of a delegation releases it. Refuses what `add_comment` refuses, and what
    `read_wish` does.
    """
    asked = (round_id, clause.version_id, wish.way, wish.wording, wish.heading, wish.quote, why, kind, attribution)
    earlier = earlier_post(person_id, key, "suggestion", asked)
    if earlier is not None:
        return earlier
    draft_id, seat = enter(consultation_id, round_id, person_id, clause, released_for)
    words, passage = read_wish(consultation_id=consultation_id, clause=clause, wish=wish)
    row = new_comment(
        consultation_id=consultation_id,
        round_id=round_id,
        draft_id=draft_id,
        clause=clause,
        seat_id=seat.id,
        author=person_id,
        words=_checked_why(why),
        kind=kind,
        lang=lang,
        attribution=attribution,
        quote_exact=passage.exact if passage else None,
        quote_prefix=passage.prefix if passage else None,
        quote_suffix=passage.suffix if passage else None,
    )
    suggested = {"change": words.change, "wording": words.wording, "heading": words.heading}
    content = {**content_of(row), **suggested}
    posted = post(row, clause, key, content=content, kind=LeafType.SUGGESTION_CREATE)
    db.session.add(Suggestion(consultation_id=consultation_id, comment_id=row.id, **suggested))
    db.session.flush()
    return posted


def read_wish(*, consultation_id: str, clause: ClauseView, wish: Wish) -> tuple[SuggestedWords, Passage | None]:
    """Return what a wish would do to a clause, and the passage that it is about, None for the whole clause.

    Refuses no change, a passage that is missing, not in the clause, or there more than once, no words where it is no
    deletion, the words that stand there already, and too many.
    """
    if wish.way not in set(Way):
        raise ChangeNeeded(field="way")
    change = CHANGES[Way(wish.way)]
    source = drafting.source_words(consultation_id, [clause.version_id])[clause.version_id]
    passage = _passage(source, wish)
    is_deletion = change == Change.DELETE
    has_heading = passage is None and not is_deletion
    wording = None if is_deletion else _cleaned(wish.wording, "wording") or None
    heading = _heading(source, wish) if has_heading else None
    words = suggested_words(0, source, change=change, wording=wording, heading=heading, passage=passage)
    if not is_deletion:
        _check_wording(source, words)
    return words, passage


def _passage(source: SourceWords, wish: Wish) -> Passage | None:
    """Return the passage that a wish is about; None where it is about all of the clause, or about a new one."""
    if wish.way not in OF_PASSAGES:
        return None
    quote = _cleaned(wish.quote, "quote")
    if not quote:
        raise QuoteNeeded(field="quote")
    places = passages_of(source.text, quote)
    if not places:
        raise PassageNotFound(field="quote")
    if len(places) > 1:
        raise QuoteAmbiguous(field="quote")
    return None if places[0].exact == source.text else places[0]


def _heading(source: SourceWords, wish: Wish) -> str | None:
    """Return the heading as it is to stand, or None where it stays as it is."""
    heading = " ".join(_cleaned(wish.heading, "heading").split())
    if len(heading) > LONGEST_HEADING:
        raise WordingTooLong(field="heading", most=LONGEST_HEADING, length=len(heading))
    stands = "" if wish.way == Way.INSERT else source.heading
    return None if heading == stands or not heading else heading


def _check_wording(source: SourceWords, words: SuggestedWords) -> None:
    needs_words = source.text or words.change == Change.INSERT or not words.heading
    if not words.wording and needs_words:
        raise SuggestedWordsNeeded(field="wording")
    if squeezed(words.before) == squeezed(words.after) and words.heading_before == words.heading_after:
        raise WordingUnchanged(field="wording")
    if len(words.after) > LONGEST_WORDING:
        raise WordingTooLong(field="wording", most=LONGEST_WORDING, length=len(words.after))


def _checked_why(why: str) -> str:
    if not why.strip():
        raise WhyNeeded(field="text")
    return checked_text(why)


def _cleaned(typed: str, field: str) -> str:
    words = clean_text(typed)
    if words is None:
        raise TextRefused(field=field)
    return words
