"""Ballots that are no positions, as a file: ratings of one item, or a word on each of several options."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from consult.consensus.forms.reading import TallyRefused, read_number, read_object
from consult.consensus.rules.decision import BallotForm
from consult.consensus.rules.options.chosen import Cast
from consult.consensus.rules.options.schulze_winning_votes import Ranks
from consult.consensus.rules.options.star import HIGHEST as HIGHEST_SCORE
from consult.consensus.rules.panel.ratings import HIGHEST, LOWEST, Ratings

COUNT, RATING, NO_OPINION = "count", "rating", "no_opinion"
MOST_BALLOTS = 1_000_000
YES = {"1": True, "0": False, "": False}
"""What a cell says of an option on a ballot of approvals."""


def read_ballots(text: str, form: BallotForm, *, is_json: bool, highest: int | None = None) -> Ratings | Cast:
    """Return the ratings or the ballots that a file holds.

    CSV of ratings has the header `rating` or `rating,count`; of other forms, the names of the options, with a ballot in
    each row and perhaps a first column `count` that says how many seats cast it. A cell is 1 or 0 for approvals, a whole
    number for scores and for ranks, the first rank being 1, or empty. JSON of ratings is {"ratings": [7, 9],
    "no_opinion": 1}; of other forms {"options": [...], "ballots": [...]}, where a ballot is a list of the options
    approved of, an object with scores, or a list of tiers, the most preferred first. Refuses with `tally-refused`,
    naming the line, anything else, scores above `highest`, and more than a million ballots.
    """
    if form is BallotForm.RATINGS:
        return _ratings_of(read_object(text)) if is_json else _read_ratings(text)
    return _cast_of(read_object(text), form, highest) if is_json else _read_options(text, form, highest)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not empty with the number of its line."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield rows.line_num, cells
    except csv.Error as error:
        raise TallyRefused(line=rows.line_num, problem=_("the quotation marks do not match")) from error


def _read_ratings(text: str) -> Ratings:
    rows = _rows(text)
    _line, header = next(rows, (1, []))
    if header not in ([RATING], [RATING, COUNT]):
        raise TallyRefused(line=1, problem=_("the columns are not rating or rating,count"))
    counted: Counter[str] = Counter()
    for line, cells in rows:
        _refuse_ragged(cells, header, line)
        counted[_rating(cells[0], line)] += read_number(cells[1], line) if len(header) > 1 else 1
        _refuse_too_many(counted.total(), line)
    return _ratings(counted)


def _rating(told: str, line: int) -> str:
    if told != NO_OPINION and told not in map(str, range(LOWEST, HIGHEST + 1)):
        raise TallyRefused(line=line, problem=_("“%(word)s” is no rating from 1 to 9", word=told))
    return told


def _ratings(counted: Mapping[str, int]) -> Ratings:
    values = tuple(counted.get(str(value), 0) for value in range(LOWEST, HIGHEST + 1))
    return Ratings(values, counted.get(NO_OPINION, 0))


def _ratings_of(content: Mapping[str, Any] | None) -> Ratings:
    if content is None or set(content) - {"ratings", NO_OPINION} or not isinstance(content.get("ratings"), list):
        raise TallyRefused(line=1, problem=_("this is no object with ratings, and perhaps no_opinion"))
    counted = Counter(_rating(str(one), 1) for one in content["ratings"])
    counted[NO_OPINION] += read_number(content.get(NO_OPINION, 0), 1)
    _refuse_too_many(counted.total(), 1)
    return _ratings(counted)


def _read_options(text: str, form: BallotForm, highest: int | None) -> Cast:
    rows = _rows(text)
    line, header = next(rows, (1, []))
    has_counts = header[:1] == [COUNT]
    options = tuple(header[1:] if has_counts else header)
    _refuse_options(options, line)
    found: list[Any] = []
    for place, cells in rows:
        _refuse_ragged(cells, header, place)
        seats = read_number(cells[0], place) if has_counts else 1
        _refuse_too_many(len(found) + seats, place)
        said = dict(zip(options, cells[len(header) - len(options) :], strict=True))
        found += [READ[form](said, place, highest)] * seats
    return Cast(options, tuple(found))


def _approved(said: Mapping[str, str], line: int, _highest: int | None) -> Sequence[str]:
    unknown = next((cell for cell in said.values() if cell not in YES), None)
    if unknown is not None:
        raise TallyRefused(line=line, problem=_("“%(word)s” is neither 1 nor 0", word=unknown))
    return [option for option, cell in said.items() if YES[cell]]


def _scored(said: Mapping[str, Any], line: int, highest: int | None) -> Mapping[str, int]:
    found = {option: read_number(cell, line) for option, cell in said.items() if cell != ""}
    if highest is not None and max(found.values(), default=0) > highest:
        raise TallyRefused(line=line, problem=_("a score is above %(highest)s", highest=highest))
    return found


def _ranked(said: Mapping[str, str], line: int, _highest: int | None) -> Ranks:
    ranks = {option: read_number(cell, line) for option, cell in said.items() if cell}
    return Ranks(
        tuple(tuple(option for option in ranks if ranks[option] == one) for one in sorted(set(ranks.values())))
    )


READ: Mapping[BallotForm, Callable[[Mapping[str, str], int, int | None], Any]] = {
    BallotForm.APPROVALS: _approved,
    BallotForm.SCORES: _scored,
    BallotForm.RANKS: _ranked,
}
"""How the cells of a row become a ballot."""
HIGHEST_OF: Mapping[str, int] = {"star": HIGHEST_SCORE}
"""The highest score of the methods that have one."""


def _cast_of(content: Mapping[str, Any] | None, form: BallotForm, highest: int | None) -> Cast:
    if content is None or set(content) != {"options", "ballots"} or not _is_list_of(str, content["options"]):
        raise TallyRefused(line=1, problem=_("this is no object with options and ballots"))
    options = tuple(content["options"])
    _refuse_options(options, 1)
    kind = dict if form is BallotForm.SCORES else list
    if not _is_list_of(kind, content["ballots"]):
        raise TallyRefused(line=1, problem=_("the ballots are no list of lists, or of objects for scores"))
    _refuse_too_many(len(content["ballots"]), 1)
    return Cast(options, tuple(_ballot(one, options, form, highest) for one in content["ballots"]))


def _ballot(one: Any, options: Sequence[str], form: BallotForm, highest: int | None) -> Any:  # noqa: ANN401 - JSON values
    tiers = one if form is BallotForm.RANKS else [list(one)]
    if not all(_is_list_of(str, tier) for tier in tiers):
        raise TallyRefused(line=1, problem=_("a ballot has another form"))
    named = [option for tier in tiers for option in tier]
    if len(set(named)) < len(named) or set(named) - set(options):
        raise TallyRefused(line=1, problem=_("a ballot names something else than options, or an option twice"))
    if form is BallotForm.RANKS:
        return Ranks(tuple(map(tuple, one)))
    return _scored(one, 1, highest) if form is BallotForm.SCORES else one


def _is_list_of(kind: type, given: Any) -> bool:  # noqa: ANN401 - a JSON value
    return isinstance(given, list) and all(isinstance(one, kind) for one in given)


def _refuse_options(options: Sequence[str], line: int) -> None:
    if not options or not all(options) or len(set(options)) < len(options):
        raise TallyRefused(line=line, problem=_("options are missing, have no name, or have the same name"))


def _refuse_ragged(cells: Sequence[str], header: Sequence[str], line: int) -> None:
    if len(cells) != len(header):
        raise TallyRefused(line=line, problem=_("the row has more or fewer columns than the header"))


def _refuse_too_many(number: int, line: int) -> None:
    if number > MOST_BALLOTS:
        raise TallyRefused(line=line, problem=_("these are more than a million ballots"))
