"""A group whose verbs are imported only when they are used: `reglament lint` must not pay for charts and documents."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module

import click

from reglament.cli.trouble import told


class LazyGroup(click.Group):
    """A click group over a table of verb → (module, one line of help)."""

    def __init__(self, *, verbs: Mapping[str, tuple[str, str]], name: str, help: str) -> None:  # noqa: A002
        super().__init__(name=name, help=help, no_args_is_help=False, invoke_without_command=True)
        self._verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Verbs in the order in which a newcomer meets them."""
        return list(self._verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self._verbs:
            return None
        module, _ = self._verbs[cmd_name]
        command: click.Command = import_module(module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb to run; an unknown one is refused with the verb probably meant."""
        if args and not args[0].startswith("-") and args[0] not in self._verbs:
            meant = get_close_matches(args[0], self._verbs, n=1)
            ctx.fail(
                told("another verb meant", verb=args[0], meant=meant[0])
                if meant
                else told("no verb", verb=args[0])
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Verbs"):
            formatter.write_dl([(verb, told) for verb, (_, told) in self._verbs.items()])
