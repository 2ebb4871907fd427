"""What else is known about an item, beside its tally: the fields of a `Case` that a JSON file may hold."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from consult.consensus.forms.reading import TallyRefused, line_of, read_number
from consult.consensus.rules.counts import POSITIONS, Counted, PositionCounts
from consult.consensus.rules.decision import Population
from consult.consensus.rules.objections import Objections

PEOPLE_DIGITS = 11


def read_facts(content: Mapping[str, Any], counts: Counted, text: str) -> dict[str, Any]:
    """Return the facts that a JSON file holds, as fields of a `Case`.

    Refuses with `tally-refused`, naming the line, what has another form, names unknown categories, positions or states
    of objections, has more objections without reasons than objections, more people behind answers than there are, and
    organisations whose answers are not those of the tally.
    """
    return {name: READ[name](content[name], counts, line_of(name, text)) for name in READ if name in content}


def _without_reasons(given: Any, counts: Counted, line: int) -> Mapping[str, int]:  # noqa: ANN401 - a JSON value
    if not isinstance(given, dict):
        raise TallyRefused(line=line, problem=_("“without_reasons” is no object with a number for each category"))
    _refuse_unknown(given, counts, line)
    found = {category: read_number(number, line) for category, number in given.items()}
    for category, number in found.items():
        if number > counts[category].get("object", 0):
            problem = _("“%(category)s” has fewer objections than objections without reasons", category=category)
            raise TallyRefused(line=line, problem=problem)
    return found


def _population(given: Any, _counts: Counted, line: int) -> Population:  # noqa: ANN401 - a JSON value
    if not isinstance(given, dict) or set(given) != {"total", "behind"}:
        raise TallyRefused(line=line, problem=_("“population” is no object with total and behind"))
    total = read_number(given["total"], line, most_digits=PEOPLE_DIGITS)
    behind = _positions(given["behind"], line, most_digits=PEOPLE_DIGITS)
    if behind.n > total:
        raise TallyRefused(line=line, problem=_("more people stand behind answers than there are"))
    return Population(total, behind)


def _observers(given: Any, counts: Counted, line: int) -> frozenset[str]:  # noqa: ANN401 - a JSON value
    if not _are_words(given):
        raise TallyRefused(line=line, problem=_("“observers” is no list of categories"))
    _refuse_unknown(given, counts, line)
    return frozenset(given)


def _affiliations(given: Any, counts: Counted, line: int) -> tuple[PositionCounts, ...]:  # noqa: ANN401 - a JSON value
    if not isinstance(given, list):
        raise TallyRefused(line=line, problem=_("“affiliations” is no list of counts by position"))
    found = tuple(_positions(one, line) for one in given)
    told = sum(map(PositionCounts.read, counts.values()), PositionCounts())
    if sum(found, PositionCounts()) != told:
        raise TallyRefused(line=line, problem=_("the answers of the organisations do not add up to those counted"))
    return found


def _objections(given: Any, _counts: Counted, line: int) -> Objections:  # noqa: ANN401 - a JSON value
    try:
        return Objections(tuple(given) if _are_words(given) else ("",))
    except ValueError as error:
        raise TallyRefused(line=line, problem=_("“objections” is no list of states of objections")) from error


READ: Mapping[str, Callable[[Any, Counted, int], Any]] = {
    "without_reasons": _without_reasons,
    "population": _population,
    "observers": _observers,
    "affiliations": _affiliations,
    "objections": _objections,
}
"""How each fact is read, by its name in the file, which is its name in a `Case`."""


def _positions(given: Any, line: int, *, most_digits: int = PEOPLE_DIGITS) -> PositionCounts:  # noqa: ANN401 - a JSON value
    if not isinstance(given, dict) or set(given) - set(POSITIONS):
        raise TallyRefused(line=line, problem=_("these are no counts by position"))
    return PositionCounts.read({name: read_number(n, line, most_digits=most_digits) for name, n in given.items()})


def _are_words(given: Any) -> bool:  # noqa: ANN401 - a JSON value
    return isinstance(given, list) and all(isinstance(one, str) for one in given)


def _refuse_unknown(categories: Any, counts: Counted, line: int) -> None:  # noqa: ANN401 - what can be gone through
    unknown = next((category for category in categories if category not in counts), None)
    if unknown is not None:
        raise TallyRefused(line=line, problem=_("“%(category)s” has no counts", category=unknown))
