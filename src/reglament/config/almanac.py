"""The one place where calendar facts meet the disk: production years shipped in `calendars/`, zones of the `tzdata` wheel."""

from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from reglament.core.hours.almanac import Almanac
from reglament.core.hours.production import ProductionYear, read_year


class CalendarFileUnreadable(Exception):  # noqa: N818 - named for what happened
    """A file of `calendars/` is not what it should be; the message names file and key."""


def load_almanac(calendars: Traversable | None = None) -> Almanac:
    """Read every production year, of the shipped calendars unless told otherwise; zone bytes are read when asked for.

    Raises CalendarFileUnreadable for a file that is no YAML or contradicts itself.
    """
    zones = frozenset((files("tzdata") / "zones").read_text("utf-8").split())
    return Almanac(
        zone_bytes=lambda name: _zone_bytes(name, zones),
        years=_years(calendars or files("reglament") / "calendars"),
        tzdata_version=version("tzdata"),
        zones=zones,
    )


def _zone_bytes(name: str, zones: frozenset[str]) -> bytes | None:
    if name not in zones:
        return None
    return (files("tzdata") / "zoneinfo").joinpath(*name.split("/")).read_bytes()


def _years(folder: Traversable) -> Mapping[str, Mapping[int, ProductionYear]]:
    found: dict[str, dict[int, ProductionYear]] = {}
    for country in sorted(
        (entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name
    ):
        for entry in sorted(country.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".yaml"):
                year = _year(entry, f"{country.name}/{entry.name}")
                found.setdefault(year.country, {})[year.year] = year
    return found


def _year(entry: Traversable, name: str) -> ProductionYear:
    try:
        # BaseLoader leaves every scalar a string; the reader in core types them.
        plain = yaml.load(entry.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as trouble:
        raise CalendarFileUnreadable(f"calendars/{name}: {trouble}") from trouble
    year = read_year(plain if isinstance(plain, Mapping) else {})
    if isinstance(year, ProductionYear):
        return year
    lines = [f"calendars/{name}: {'/'.join(map(str, fault.where))}: {fault.hint}" for fault in year]
    raise CalendarFileUnreadable("\n".join(lines))
