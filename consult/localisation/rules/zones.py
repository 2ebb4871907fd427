"""The reader's time zone, known without JavaScript: from the profile, else from the territory."""

from zoneinfo import available_timezones

from babel.core import get_global

NO_PLACES = frozenset({"Factory", "localtime"})
"""Files that some systems keep among the zones and that say nothing about a place."""
ZONES = frozenset(available_timezones()) - NO_PLACES
MAIN_ZONES = {
    "AQ": "Antarctica/McMurdo",
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UM": "Pacific/Wake",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}
"""The zone in which most people live, or that of the seat of government, where a territory has several."""


def zone_of(profile: str | None, territory: str | None) -> str:
    """Return the IANA zone of a reader: the profile's if it is one, else the territory's, else UTC."""
    if profile in ZONES:
        return str(profile)
    if territory is None:
        return "UTC"
    if territory in MAIN_ZONES:
        return MAIN_ZONES[territory]
    known = [zone for zone in get_global("territory_zones").get(territory, ()) if zone in ZONES]
    return known[0] if known else "UTC"
