"""How blocks become comments: in passing, at length, with a word on oneself, or as a submission on a whole principle."""

from collections.abc import Mapping, Sequence

from consult.demonstration.rules.acts import Matter
from consult.demonstration.rules.blocks import Blocks
from consult.demonstration.rules.draws import pick, share
from consult.demonstration.rules.speech import Said


def argued(claim: str, reason: str, of_oneself: str, *about: object) -> str:
    """Return a claim with its reason in one of the ways in which people write."""
    drawn = share("way", *about)
    if drawn < 0.12:
        return claim
    if drawn < 0.3:
        return reason
    if drawn < 0.6:
        return f"{claim} {reason}"
    return f"{of_oneself} {claim}\n\n{reason}" if drawn < 0.85 else f"{claim}\n\n{reason}\n\n{of_oneself}"


def remarked(remark: str, of_oneself: str, *about: object) -> str:
    """Return a remark, now and then with a word on who makes it."""
    return f"{of_oneself} {remark}" if share("remark", *about) < 0.35 else remark


def submission(
    parts: Sequence[tuple[str, Blocks, Matter]], category: str, frame: Mapping[str, Sequence[str]], *about: object
) -> str:
    """Return a long comment on a principle: a word on each of its clauses by number, then a risk and an end."""
    said = [pick(frame["begins"], "begins", *about)]
    for number, blocks, stance in parts:
        argument = blocks.arguments[stance]
        claim = _fitting(argument.claims, category)[-1]
        words = " ".join(one.words for one in [claim, *_fitting(argument.reasons, category)])
        said.append(f"**On clause {number}.** {words}")
        said.append(f"- {blocks.first_remark(Matter.PROPOSAL).words}")
        practice = blocks.first_remark(Matter.PRACTICE)
        if practice.fits(category):
            said.append(f"**From practice.** {practice.words}")
    said.append(f"**A risk.** {parts[-1][1].first_remark(Matter.RISK).words}")
    return "\n\n".join([*said, pick(frame["ends"], "ends", *about)])


def _fitting(said: Sequence[Said], category: str) -> Sequence[Said]:
    """Return what a seat of this category may say, or all of it where nothing fits."""
    return [one for one in said if one.fits(category)] or said
