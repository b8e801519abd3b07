"""The command: builds, asks, prints a table and writes ``evals/results/keyword_engines.json``."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.keyword_engines import data
from evals.keyword_engines.engines import ENGINES
from evals.keyword_engines.measure import build, grams_ms, ndcg, pruned_ndcg, serve
from evals.processes import apart

SIZES = (1_000, 20_000, 100_000)
RESULTS = Path(__file__).parents[1] / "results" / "keyword_engines.json"
ASKED = 200
SHARES = (0.1, 0.2, 0.3, 0.5, 1.0)


def main() -> None:
    """Runs the measurement."""
    parser = argparse.ArgumentParser(prog="python -m evals.keyword_engines", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with train/ and eval/")
    source: Path = parser.parse_args().data
    console = Console()
    costs: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asked = data.questions(source)[:ASKED]
        for size in SIZES:
            texts = folder / f"{size}.json"
            texts.write_text(json.dumps(data.passages(source, size)), encoding="utf-8")
            for engine in ENGINES:
                place = folder / f"{engine}-{size}"
                built = apart(build, engine, place, texts)
                served = apart(serve, engine, place, texts, asked)
                shutil.rmtree(place)
                costs.append({"engine": engine, "passages": size} | asdict(built) | asdict(served))
                console.print(costs[-1])
        collections = (data.swefaq(source), data.squad(source, every=5))
        quality = {
            collection.name: {
                engine: apart(ndcg, engine, folder / f"{engine}-{collection.name}", collection)
                for engine in ENGINES
            }
            for collection in collections
        }
        pruned = {
            collection.name: {
                f"{share:.0%}": pruned_ndcg(
                    share, folder / f"{share}-{collection.name}", collection
                )
                for share in SHARES
            }
            for collection in collections
        }
    alone = grams_ms(data.passages(source, 1_000))
    console.print(_costs(costs), _quality("nDCG@10", quality))
    console.print(_quality("nDCG@10 without grams that more passages hold than", pruned))
    console.print(f"Making the grams alone: {alone:.2f} ms a passage, part of every build.")
    RESULTS.parent.mkdir(exist_ok=True)
    results = {"grams_ms": alone, "costs": costs, "ndcg@10": quality, "pruned_ndcg@10": pruned}
    RESULTS.write_text(json.dumps(_rounded(results), indent=1) + "\n", encoding="utf-8")


def _costs(costs: Sequence[dict[str, object]]) -> Table:
    table = Table(title="Cost")
    for name in costs[0]:
        table.add_column(name, justify="left" if name == "engine" else "right")
    for row in costs:
        table.add_row(*(f"{v:,.1f}" if isinstance(v, float) else str(v) for v in row.values()))
    return table


def _quality(title: str, quality: dict[str, dict[str, float]]) -> Table:
    table = Table("", *quality, title=title)
    for name in next(iter(quality.values())):
        table.add_row(name, *(f"{figures[name]:.3f}" for figures in quality.values()))
    return table


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_rounded(entry) for entry in value]
    return value


if __name__ == "__main__":
    main()
