"""`reglament restore`: a new home made of a backup, audited, with every letter held back."""

import time
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

import click

from reglament.cli.kept import Since
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.cli.trouble import Trouble
from reglament.words.catalogue import Language


@click.command(name="restore")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--into", required=True, type=click.Path(path_type=Path), help="The new home; it must be empty or absent."
)
@click.option(
    "--keys", type=click.Path(path_type=Path), help="The copy of the keys, kept apart from the backup."
)
@click.option(
    "--tail", "tails", type=click.Path(path_type=Path), help="The folder REGLAMENT_TAIL of the lost desk."
)
@click.option(
    "--to",
    "moment",
    help="With --tail: 2026-11-20T12:00, in UTC or with an offset; otherwise as far as it reaches.",
)
@language_option
@click.pass_obj
def command(
    outside: Outside,
    *,
    folder: Path,
    into: Path,
    keys: Path | None,
    tails: Path | None,
    moment: str | None,
    language: Language,
) -> None:
    """Check the backup in FOLDER, make a home of it, hold its letters, audit its books, destroy again what is due by now.

    Nothing runs there afterwards. Exit codes: 0 restored and all holds, 1 restored and something does not, 2 not restored, and why.
    """
    began = time.monotonic()
    found = outside.operations().restore(
        tell, folder.absolute(), into.absolute(), keys.absolute() if keys else None, _since(tails, moment)
    )
    took = round(time.monotonic() - began)
    click.echo(say("restore made", language, path=found.home, cases=found.cases, seconds=took))
    if found.until_at is not None:
        click.echo(
            say(
                "restore until",
                language,
                moment=f"{datetime.fromtimestamp(found.until_at, UTC):%Y-%m-%d %H:%M:%S}",
            )
        )
    if found.destroyed is None:
        click.echo(say("restore keys", language, into=found.keys), err=True)
    else:
        click.echo(say("restore purged", language, n=found.destroyed))
    if found.differing:
        click.echo(say("restore differing", language, n=found.differing), err=True)
    if found.flaws:
        click.echo(say("restore broken", language, n=found.flaws, path=found.home), err=True)
    click.echo(say("restore next", language, path=quote(str(found.home))))
    raise SystemExit(1 if found.flaws or found.differing else 0)


def _since(tails: Path | None, moment: str | None) -> Since | None:
    if tails is None:
        if moment is not None:
            raise Trouble("tail needed")
        return None
    try:
        wanted = datetime.fromisoformat(moment) if moment is not None else None
    except ValueError:
        raise Trouble("restore moment", text=moment) from None
    if wanted is not None and wanted.tzinfo is None:
        wanted = wanted.replace(tzinfo=UTC)
    return Since(tails.absolute(), int(wanted.timestamp()) if wanted is not None else None)
