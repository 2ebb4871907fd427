"""Which accepted suggestions go into the next draft by themselves, and which are left for a person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from consult.deliberation.rules.colliding import Change
from consult.deliberation.rules.passages import found_again
from consult.drafting.rules.applying import Alteration, apply, deletion
from consult.drafting.rules.outline import Entry, Outline
from consult.drafting.rules.wording import Words, fault_of, longest_of, tidied


class Why(StrEnum):
    """Why a suggestion is left for a person."""

    COLLIDES = "collides"
    NOT_FOUND = "not_found"
    NO_FIT = "no_fit"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is suggested for a clause, under a key: a change of a passage, of all its words, or a new clause after it."""

    key: str
    uid: str
    change: str
    exact: str | None = None
    prefix: str = ""
    suffix: str = ""
    wording: str | None = None
    heading: str | None = None


@dataclass(slots=True)
class Plan:
    """What goes in: which clauses say what, which go, and which wishes each clause, or the place after it, meets."""

    edits: dict[str, Words] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    inserted: list[Wish] = field(default_factory=list)
    met: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    left: dict[str, Why] = field(default_factory=dict)

    def leave(self, wishes: Iterable[Wish], why: Why) -> None:
        """Leave wishes for a person."""
        self.left.update({one.key: why for one in wishes})


def plan(outline: Outline, wishes: Sequence[Wish]) -> Plan:
    """Return what becomes of wishes for the clauses of a text, whatever order they come in.

    Wishes for the same words collide, unless they are the same, and one for a whole clause collides with every other
    for that clause. What is not found, what would leave a clause too long, and what would take away a clause with others
    under it or the last one, is left too. New clauses never collide.
    """
    done = Plan()
    known = {one.uid: one for one in outline}
    by_clause: defaultdict[str, list[Wish]] = defaultdict(list)
    for wish in wishes:
        if wish.uid not in known:
            done.leave([wish], Why.NOT_FOUND)
        elif wish.change == Change.INSERT:
            _insert(done, wish)
        else:
            by_clause[wish.uid].append(wish)
    for uid, found in by_clause.items():
        _reword(done, outline, known[uid], found)
    if not _clauses_after(done, outline):
        for uid in done.removed:
            done.leave(by_clause[uid], Why.NO_FIT)
            del done.met[uid]
        done.removed.clear()
    return done


def reworded(own: Entry, wish: Wish) -> Words | Why:
    """Return what a clause says with one wish for it met; no words at all say that it goes. Or why that cannot be."""
    if wish.exact is None:
        return _whole(own, wish)
    alteration = _alteration(own, wish)
    if alteration is None:
        return Why.NOT_FOUND
    return _fitting(own, Words(own.words.heading, apply(own.words.text, [alteration]).text))


def _insert(done: Plan, wish: Wish) -> None:
    words = Words(wish.heading or "", wish.wording or "")
    if fault_of(tidied(words), is_principle=False):
        done.leave([wish], Why.NO_FIT)
    else:
        done.inserted.append(wish)


def _reword(done: Plan, outline: Outline, own: Entry, wishes: Sequence[Wish]) -> None:
    """Put in what is wished for one clause and does not collide."""
    whole = [one for one in wishes if one.exact is None]
    parts = {one.key: _alteration(own, one) for one in wishes if one.exact is not None}
    done.leave([one for one in wishes if one.key in parts and parts[one.key] is None], Why.NOT_FOUND)
    left = [one for one in wishes if one.key not in done.left]
    if whole and (len({_said(one) for one in left}) > 1):
        done.leave(left, Why.COLLIDES)
        return
    if whole:
        said: Words | Why = _whole(own, whole[0])
        met = whole
    else:
        applied = apply(own.words.text, [one for one in parts.values() if one])
        done.leave([one for one in left if one.key in applied.colliding], Why.COLLIDES)
        met = [one for one in left if one.key in applied.applied]
        said = _fitting(own, Words(own.words.heading, applied.text))
    _keep(done, outline, own, met, said)


def _keep(done: Plan, outline: Outline, own: Entry, met: Sequence[Wish], said: Words | Why) -> None:
    if not met:
        return
    is_gone = said == Words("", "")
    if isinstance(said, Why) or (is_gone and any(one.parent == own.uid for one in outline)):
        done.leave(met, Why.NO_FIT)
        return
    if is_gone:
        done.removed.append(own.uid)
    else:
        done.edits[own.uid] = said
    done.met[own.uid] += [one.key for one in met]


def _whole(own: Entry, wish: Wish) -> Words | Why:
    if wish.change == Change.DELETE:
        return Words("", "")
    if own.is_principle:
        return _fitting(own, Words(wish.heading or wish.wording or own.words.heading, ""))
    heading = own.words.heading if wish.heading is None else wish.heading
    return _fitting(own, Words(heading, wish.wording or own.words.text))


def _fitting(own: Entry, words: Words) -> Words | Why:
    told = tidied(words)
    if not own.is_principle and not told.text:
        return Words("", "")
    return Why.NO_FIT if fault_of(told, is_principle=own.is_principle, longest=longest_of(own.kind)) else told


def _alteration(own: Entry, wish: Wish) -> Alteration | None:
    found = found_again(own.words.text, wish.exact or "", wish.prefix, wish.suffix)
    if found is None:
        return None
    wording = "" if wish.change == Change.DELETE else wish.wording or ""
    span = (found.start, found.end) if wording else deletion(own.words.text, found.start, found.end)
    return Alteration(wish.key, *span, wording)


def _said(wish: Wish) -> tuple[object, ...]:
    return wish.change, wish.exact, wish.wording, wish.heading


def _clauses_after(done: Plan, outline: Outline) -> bool:
    """Whether any clause is left."""
    return bool(done.inserted) or any(not one.is_principle and one.uid not in done.removed for one in outline)
