"""What a choice among options comes to: one that is chosen, several that nothing separates, or none."""

from collections.abc import Mapping
from typing import Any

from consult.consensus.rules.options.sheets import Sheet, choose, figures_of, tells, without_figures
from consult.consensus.rules.tally import SeatKind
from consult.consensus.service.terms import method_of
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting


def choice_result(
    one: RoundView, contract: Contract, kinds: Mapping[str, SeatKind], disclosure: Mapping[str, str]
) -> dict[str, Any]:
    """Return what a round of options came to, by the counting seats of all categories together; nothing for others.

    Figures that would tell what a few protected seats said are left out, and what was found stays.
    """
    if one.kind is not RoundKind.OPTIONS:
        return {}
    items, method = voting.items_of(one, lang=""), method_of(contract)
    said = voting.sheets_of(one.consultation_id, one.id)
    sheets = [Sheet(kinds[seat].category, sheet) for seat, sheet in sorted(said.items()) if kinds[seat].counts]
    options = [item.id for item in items]
    found = choose(method, method.read(contract.content["rule"]["parameters"]), options, sheets)
    is_telling = tells(sheets, disclosure, options)
    figures = figures_of(method, options, sheets)
    shown = without_figures(figures) if is_telling else figures
    numbers = {item.id: item.number for item in items}
    rows = [
        {**row, "number": item.number, "text": item.text, "lang": item.lang, "is_ahead": item.id in found.leading}
        for row, item in zip(shown["options"], items, strict=True)
    ]
    choice = {
        "question": contract.content["choice"]["question"],
        "form": str(method.form),
        "state": str(found.verdict),
        "status": str(found.status),
        "leading": [numbers[option] for option in found.leading],
        "ballots": None if is_telling else sum(not sheet.is_blank for sheet in sheets),
        "options": rows,
        "pairwise": shown["pairwise"],
        "tiers": [[numbers[option] for option in tier] for tier in shown["tiers"]] if shown["tiers"] else None,
        "runoff": shown["runoff"],
        "suppressed": is_telling,
    }
    return {"choice": choice}
