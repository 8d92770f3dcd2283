"""`simulate`: weeks from seeds, on a scratch server that lives no longer than the command."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from reglament.cli.outside import Tell
from reglament.cli.simulated import Simulated
from reglament.config.simulate.ground import ground
from reglament.config.simulate.run import SHARE, run


def simulate(tell: Tell, seeds: range, days: int, *, calm: bool, trace: bool) -> Iterator[Simulated]:
    """Run each seed's week, one after another."""
    with TemporaryDirectory(prefix="reglament-simulate-") as folder:
        tell("a scratch server is started and the town founded")
        with ground(Path(folder)) as standing:
            for seed in seeds:
                yield run(standing, seed, days=days, share=0.0 if calm else SHARE, trace=trace)
