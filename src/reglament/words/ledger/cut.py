"""A ledger parted at a moment: what has counted until then, and what would count if nothing changed."""

from collections.abc import Iterable, Iterator

from reglament.core.target.ledger import Kind, Line


def before(lines: Iterable[Line], cut: int) -> tuple[Line, ...]:
    """Lines until `cut`, UTC seconds; a stretch that was still counting ends there, totals anew."""
    return tuple(_totalled(_before(lines, cut)))


def after(lines: Iterable[Line], cut: int) -> tuple[Line, ...]:
    """Lines from `cut` on; their totals go on from what had counted."""
    whole = tuple(lines)
    return tuple(_totalled(_after(whole, cut), since=before(whole, cut)))


def _before(lines: Iterable[Line], cut: int) -> Iterator[Line]:
    for line in lines:
        if line.kind is Kind.DAY:
            # A day counts at its last moment.
            if line.to_at is not None and line.to_at <= cut:
                yield line
        elif line.from_at < cut:
            inside = line.kind is Kind.COUNTED and line.to_at is not None and line.to_at > cut
            yield line._replace(to_at=cut, counted=cut - line.from_at) if inside else line


def _after(lines: Iterable[Line], cut: int) -> Iterator[Line]:
    for line in lines:
        if line.kind is Kind.DAY:
            if line.to_at is not None and line.to_at > cut:
                yield line
        elif line.from_at >= cut:
            yield line
        elif line.kind is Kind.COUNTED and line.to_at is not None and line.to_at > cut:
            yield line._replace(from_at=cut, counted=line.to_at - cut)


def _totalled(lines: Iterable[Line], since: tuple[Line, ...] = ()) -> Iterator[Line]:
    """Seconds and days are added apart: an extension may count otherwise than the term."""
    totals = {True: 0, False: 0}
    for line in since:
        totals[line.kind is Kind.DAY] += line.counted
    for line in lines:
        totals[line.kind is Kind.DAY] += line.counted
        yield line._replace(total=totals[line.kind is Kind.DAY])
