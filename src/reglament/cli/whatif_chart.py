"""The comparison as a picture: per cent kept before and after, a pair of bars a row, drawn on the server as SVG."""

from io import BytesIO

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from reglament.cli.phrase import say
from reglament.cli.whatif_report import Report, Row, rows, title
from reglament.words.catalogue import Language

BEFORE, AFTER, INK = "#9aa5b1", "#1f6feb", "#1f2933"
ROW, HEAD, WIDTH = 0.42, 1.1, 8.5
BAR = 0.36


def chart(report: Report, language: Language) -> bytes:
    """Draw it. The same report gives the same bytes."""
    told = [row for row in rows(report) if row.kept(0) is not None or row.kept(1) is not None]
    with mpl.rc_context({"svg.hashsalt": "reglament", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure = Figure(figsize=(WIDTH, HEAD + ROW * max(len(told), 1)), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        for place, row in enumerate(told):
            _pair(axes, place, row)
        axes.set_yticks(range(len(told)), [_label(report, row, language) for row in told])
        for tick, row in zip(axes.get_yticklabels(), told, strict=True):
            tick.set_fontweight("normal" if row.fact else "bold")
        axes.set_ylim(len(told) - 0.5, -0.5)
        axes.set_xlim(0, 100)
        axes.set_xlabel(say("kept", language))
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color="#e4e7eb", linewidth=0.8)
        axes.set_axisbelow(True)
        names = (
            f"{say(word, language)}: {one.edition}"
            for word, one in (("before", report.before), ("after", report.tried))
        )
        handles = [
            mpl.patches.Patch(color=color, label=name)
            for color, name in zip((BEFORE, AFTER), names, strict=True)
        ]
        figure.legend(handles=handles, loc="outside upper right", ncols=2, frameon=False)
        out = BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def _label(report: Report, row: Row, language: Language) -> str:
    return title(report, row, language)


def _pair(axes: mpl.axes.Axes, place: int, row: Row) -> None:
    for side, color, shift in ((0, BEFORE, -BAR / 2), (1, AFTER, BAR / 2)):
        kept = row.kept(side)
        if kept is None:
            continue
        axes.barh(place + shift, kept, height=BAR, color=color)
        axes.text(
            min(kept, 96) + 0.6 if kept < 90 else kept - 0.8,
            place + shift,
            f"{kept:.1f}",
            va="center",
            ha="left" if kept < 90 else "right",
            fontsize=7,
            color=INK if kept < 90 or color == BEFORE else "white",
        )
