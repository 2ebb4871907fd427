"""Opinion groups: participants who answered alike, as a source or an analysis found them."""

from collections.abc import Mapping

from sqlalchemy import insert, select

from consult.consensus.tables import GroupMember, OpinionGroup
from consult.kernel.db import db


def add_groups(*, consultation_id: str, round_id: str, members: Mapping[str, str], origin: str) -> None:
    """Enter opinion groups with their members: `members` names the group of each seat."""
    scope = {"consultation_id": consultation_id, "round_id": round_id}
    labels = [{**scope, "label": label, "origin": origin} for label in sorted(set(members.values()))]
    if labels:
        db.session.execute(insert(OpinionGroup), labels)
        db.session.execute(
            insert(GroupMember), [{**scope, "seat_id": seat, "label": label} for seat, label in members.items()]
        )


def groups_of(consultation_id: str, round_id: str) -> dict[str, str]:
    """Return the group of each grouped seat."""
    rows = db.session.execute(
        select(GroupMember.seat_id, GroupMember.label).where(
            GroupMember.consultation_id == consultation_id, GroupMember.round_id == round_id
        )
    )
    return dict(rows.all())
