"""The verbs that need a database, each a function of this process and its home; imported only when one of them is used."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from reglament.cli.outside import Operations
from reglament.config import verbs
from reglament.config.connecting import in_words
from reglament.config.home import home_of_this_process

# ruff: noqa: TC004 - what is used while it runs is made below, under the same names
if TYPE_CHECKING:
    from reglament.config.verbs import (
        backup,
        demo,
        doctor,
        export,
        fetch,
        init,
        publish,
        rebuild,
        renew_key,
        restore,
        sending,
        serve,
        simulate,
        tail,
        town,
        up,
        verify,
        workers,
    )
else:

    class _Later:
        """A verb's module, imported when it is used: none pays for the others."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, wanted: str) -> object:
            return getattr(import_module(self._name), wanted)

    globals().update(
        {one.name: _Later(f"{verbs.__name__}.{one.name}") for one in iter_modules(verbs.__path__)}
    )

Given = ParamSpec("Given")
Result = TypeVar("Result")


def operations() -> Operations:
    """Everything, for the home of this process."""
    home = home_of_this_process()
    return Operations(
        init=_in_words(lambda tell: init.init(home, tell)),
        up=lambda tell, with_town: _context_in_words(up.up(home, tell, with_town)),
        watch=_in_words(lambda tell: workers.watch(home, tell)),
        fetch=_in_words(lambda tell: fetch.fetch(home, tell)),
        post=_in_words(lambda tell: workers.post(home, tell)),
        serve=_in_words(lambda tell, address, number: serve.serve(home, tell, address, number)),
        publication=lambda tell: _context_in_words(publish.publication(home, tell)),
        demo=_in_words(lambda tell, at, cases, reached: demo.demo(home, tell, at, cases, reached)),
        move_clock=_in_words(lambda _tell, ahead, moment: demo.move_clock(home, ahead, moment)),
        doctor=_in_words(lambda tell: doctor.doctor(home, tell)),
        verify=_in_words(
            lambda tell, key, receipts, reached: verify.verify(home, tell, key, receipts, reached)
        ),
        export=_in_words(lambda tell, number: export.export(home, tell, number)),
        renew_log_key=_in_words(lambda _tell: renew_key.renew_log_key(home)),
        renew_key=_in_words(lambda tell: renew_key.renew_key(home, tell)),
        rebuild=_in_words(
            lambda tell, write, most, reached: rebuild.rebuild(home, tell, reached, write=write, most=most)
        ),
        town=_in_words(lambda tell, folder, wanted, reached: town.town(home, tell, folder, wanted, reached)),
        backup=_in_words(
            lambda tell, folder, keys, trim: backup.backup(home, tell, folder, with_keys=keys, trim=trim)
        ),
        restore=_in_words(
            lambda tell, folder, into, keys, since: restore.restore(tell, folder, into, keys, since)  # noqa: PLW0108 - later
        ),
        tail=_in_words(lambda tell, end: tail.tail(home, tell, end)),
        sending=_in_words(lambda tell, why: sending.sending(home, tell, why)),
        simulate=lambda tell, seeds, days, calm, trace: simulate.simulate(
            tell, seeds, days, calm=calm, trace=trace
        ),
    )


def _in_words(function: Callable[Given, Result]) -> Callable[Given, Result]:
    @wraps(function)
    def told(*given: Given.args, **named: Given.kwargs) -> Result:
        with in_words():
            return function(*given, **named)

    return told


@contextmanager
def _context_in_words(context: AbstractContextManager[Result]) -> Iterator[Result]:
    with in_words(), context as given:
        yield given
