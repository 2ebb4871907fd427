"""The reader's time zone is known without JavaScript."""

from zoneinfo import ZoneInfo

import pytest

from consult.localisation.rules.zones import MAIN_ZONES, ZONES, zone_of
from consult.participation.rules.territories import ISO_3166

UNINHABITED = {"BV", "HM"}


@pytest.mark.parametrize(
    ("profile", "territory", "zone"),
    [
        ("Asia/Kathmandu", "US", "Asia/Kathmandu"),
        ("Europe/Kyiv", None, "Europe/Kyiv"),
        ("UTC", "US", "UTC"),
        ("Mars/Olympus", "NA", "Africa/Windhoek"),
        ("", "AT", "Europe/Vienna"),
        (None, "US", "America/New_York"),
        (None, "BR", "America/Sao_Paulo"),
        (None, "NP", "Asia/Kathmandu"),
        (None, "BV", "UTC"),
        (None, "XX", "UTC"),
        (None, None, "UTC"),
        ("../../etc/passwd", None, "UTC"),
        ("localtime", None, "UTC"),
    ],
)
def test_a_reader_s_zone_is_the_profile_s_else_the_territory_s_else_utc(
    profile: str | None, territory: str | None, zone: str
) -> None:
    assert zone_of(profile, territory) == zone


def test_every_inhabited_country_and_territory_has_a_zone_of_its_own() -> None:
    without = {code for code in ISO_3166 if zone_of(None, code) == "UTC"}
    assert without == UNINHABITED
    assert {zone_of(None, code) for code in ISO_3166} <= ZONES


def test_every_main_zone_can_be_loaded() -> None:
    assert {str(ZoneInfo(zone)) for zone in MAIN_ZONES.values()} == set(MAIN_ZONES.values())
