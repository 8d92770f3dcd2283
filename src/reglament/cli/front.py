"""What holds for every verb: letters a terminal lacks, output that cannot be written, a stop by the person."""

import errno
import io
import sys
from typing import Any

import click

from reglament.cli.lazy import LazyGroup
from reglament.cli.trouble import Trouble, told

STOPPED = 130
# Of output; trouble with a file has the file's name, or another number, and is told or raised where it happens.
UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class Front(LazyGroup):
    """The verbs, with a sentence instead of a traceback where the process meets the terminal."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb. Exit code 130: stopped; 2: what it says cannot be written."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(told("stopped"), err=True)
            ctx.exit(STOPPED)
        except OSError as trouble:
            if trouble.filename is not None or trouble.errno not in UNWRITABLE:
                raise
            raise Trouble("output", reason=trouble.strerror) from None
