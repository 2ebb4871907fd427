"""Who signs: signatories always, alternates while every signatory is absent."""

from datetime import UTC, datetime, timedelta

import pytest

from consult.participation.rules.seats import MemberRole, signing_roles

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
AWAY, BACK = NOW + timedelta(days=1), NOW


@pytest.mark.parametrize(
    ("absences", "stands_in"),
    [([None], False), ([AWAY], True), ([AWAY, None], False), ([AWAY, AWAY], True), ([AWAY, BACK], False)],
)
def test_alternates_sign_while_every_signatory_is_absent(absences: list[datetime | None], stands_in: bool) -> None:
    found = signing_roles(absences, NOW)
    assert MemberRole.SIGNATORY in found
    assert (MemberRole.ALTERNATE in found) is stands_in
    assert not found & {MemberRole.DRAFTER, MemberRole.READER}
