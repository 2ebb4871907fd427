"""What is left to do before a draft that was brought in can be published, in sentences for whoever ran the command."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from consult.drafting.rules.publishing import Lack, Missing
from consult.kernel.errors import msgid

LEFT: Mapping[Lack, str] = {
    Lack.DRAFT_BEFORE: msgid("The draft before it is not published."),
    Lack.LINEAGE: msgid("It does not say what became of these clauses of the draft before: %(clauses)s."),
    Lack.CONFIRMATION: msgid("A person has to confirm what became of each clause of the draft before."),
    Lack.CITATIONS: msgid(
        "These changes do not say yet where they come from: %(clauses)s. Clauses that were taken out stand in brackets."
    ),
    Lack.SECOND_EDITOR: msgid(
        "These changes are of class 1 or 2 and wait for a second editor: %(clauses)s. Clauses that were taken out stand in brackets."
    ),
    Lack.NEGOTIATION: msgid(
        "A final draft leaves nothing open, and these clauses are open or in brackets: %(clauses)s."
    ),
}
WHERE: Mapping[Lack, str] = {Lack.CITATIONS: "changes", Lack.SECOND_EDITOR: "changes", Lack.NEGOTIATION: "negotiation"}
"""The page on which each is done; what is not named here is done on the page of the lineage."""


def left_lines(missing: Sequence[Missing], address: str) -> list[str]:
    """Return a line for each thing that is missing, with the address at which it is done; `address` is the draft's."""
    return [
        f"{gettext(LEFT[one.lack], clauses=one.named)} {address}/{WHERE.get(one.lack, 'lineage')}"
        for one in missing
        if one.lack in LEFT
    ]
