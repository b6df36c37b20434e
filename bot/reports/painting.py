"""Charts as pictures. A program of its own: whoever runs it gets rid of the plotting library with it.

It is told in JSON what to draw and answers with PNGs, the same bytes for the same drawing. A text is given in several
wordings, of which the first is drawn that the font has the letters for: DejaVu, which comes along with the library,
has none for Chinese, so there a person's key stands instead of the name.
"""

import base64
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

PATIENCE_S = 60.0
# Its own light ground and dark ink, with a frame: the same picture is read in light clients and in dark ones.
GROUND, INK, QUIET, FRAME = "#fbfaf7", "#1d2733", "#5b6672", "#9aa3ac"
COLOURS = ("#1f6f8b", "#b85c00", "#7a5195")  # apart in lightness too, for eyes that do not tell red from green
WIDE_IN, DPI = 8.0, 150
TITLE_PT, TEXT_PT = 18, 14
LONGEST = 28  # letters of a label

Drawing = Mapping[str, Any]
Words = str | Sequence[str]


class CannotPaint(Exception):
    """The pictures could not be drawn; what they say is said in words all the same."""


def paint(drawings: Sequence[str]) -> list[bytes]:
    """The PNGs of these drawings, in another process. Raises CannotPaint."""
    asked = f"[{','.join(drawings)}]"
    # -P: what lies beside this file is not to be taken for modules of the same name.
    command = [sys.executable, "-P", os.path.abspath(__file__)]
    environ = {**os.environ, "MPLBACKEND": "Agg"}
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, timeout=PATIENCE_S, env=environ)
    except (OSError, subprocess.TimeoutExpired) as no:
        raise CannotPaint(str(no)) from no
    if done.returncode:
        raise CannotPaint(done.stderr.decode(errors="replace").strip()[-500:])
    return [base64.b64decode(one) for one in json.loads(done.stdout)]


def main() -> None:
    drawings = json.load(sys.stdin)
    json.dump([base64.b64encode(painted(one)).decode() for one in drawings], sys.stdout)


# --- with the plotting library --------------------------------------------------------------------------------------


def painted(drawing: Drawing) -> bytes:
    """One chart as PNG."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    draw = {"people": _people, "columns": _columns, "pareto": _pareto}[drawing["kind"]]
    look: Any = {
        "text.parse_math": False,
        "font.family": ["DejaVu Sans"],
        "font.size": TEXT_PT,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": FRAME,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.facecolor": GROUND,
    }
    with rc_context(look):
        high = 2.1 + 0.62 * len(drawing["labels"]) if drawing["kind"] != "columns" else 5.2
        figure = Figure(figsize=(WIDE_IN, max(high, 3.6)), dpi=DPI, facecolor=GROUND, layout="constrained")
        figure.patch.set(edgecolor=FRAME, linewidth=3)
        FigureCanvasAgg(figure)
        figure.get_layout_engine().set(w_pad=0.2, h_pad=0.18)  # type: ignore[union-attr, call-arg]  # it has one
        axes = figure.add_subplot()
        figure.suptitle(
            _wrapped(_drawable(drawing["title"]), 46), x=0.03, ha="left", fontsize=TITLE_PT, fontweight="bold"
        )
        draw(axes, drawing)
        held = io.BytesIO()
        figure.savefig(held, format="png", facecolor=GROUND, edgecolor=FRAME, metadata={"Software": None})
    return held.getvalue()


def _people(axes: Any, drawing: Drawing) -> None:
    """Bars side by side for everybody, the first person on top, each with its figure."""
    _lying(axes, drawing)
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, 0), ncols=3, frameon=False, fontsize=TEXT_PT)


def _lying(axes: Any, drawing: Drawing, whole: float = 0, padding: float = 4) -> None:
    series: Sequence[Mapping[str, Any]] = drawing["series"]
    labels = [_shortened(_drawable(one)) for one in drawing["labels"]]
    thick = 0.8 / len(series)
    most = whole or max((value for one in series for value in one["values"]), default=0) or 1
    for n, one in enumerate(series):
        places = [row + (n - (len(series) - 1) / 2) * thick for row in range(len(labels))]
        bars = axes.barh(places, one["values"], height=thick * 0.92, color=COLOURS[n], label=_drawable(one["name"]))
        said = one.get("said") or [str(value) for value in one["values"]]
        axes.bar_label(bars, labels=[_drawable(text) for text in said], padding=padding, fontsize=TEXT_PT)
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.set_xlim(0, most * drawing.get("room", 1.15))
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def _columns(axes: Any, drawing: Drawing) -> None:
    """Columns from the least to the most: ages, scores."""
    series: Sequence[Mapping[str, Any]] = drawing["series"]
    many = len(drawing["labels"]) > 6
    narrow = max((72 if many else 60) // len(drawing["labels"]), 5)
    labels = [_wrapped(_drawable(one), narrow) for one in drawing["labels"]]
    wide = 0.8 / len(series)
    most = max((value for one in series for value in one["values"]), default=0) or 1
    for n, one in enumerate(series):
        places = [row + (n - (len(series) - 1) / 2) * wide for row in range(len(labels))]
        bars = axes.bar(places, one["values"], width=wide * 0.92, color=COLOURS[n], label=_drawable(one["name"]))
        axes.bar_label(bars, labels=[str(value) for value in one["values"]], padding=3, fontsize=TEXT_PT)
    axes.set_xticks(range(len(labels)), labels, fontsize=TEXT_PT - 2 if many else TEXT_PT)
    axes.set_ylim(0, most * 1.15)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    if len(series) > 1:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3, frameon=False, fontsize=TEXT_PT)


def _pareto(axes: Any, drawing: Drawing) -> None:
    """The greatest on top, and a line of how much they come to together."""
    whole = sum(drawing["series"][0]["values"])  # so that the line begins where the first bar ends
    _lying(axes, drawing, whole, padding=14)
    together = axes.twiny()
    rows = range(len(drawing["labels"]))
    name = _drawable(drawing["together"])
    together.plot(drawing["shares"], rows, color=COLOURS[1], marker="o", markersize=8, linewidth=3, label=name)
    together.set_xlim(0, 100 * drawing.get("room", 1.15))
    together.set_xticks([0, 50, 100], [_drawable(one) for one in drawing["ticks"]])
    together.tick_params(axis="x", colors=COLOURS[1], labelsize=TEXT_PT)
    together.set_xlabel(name, color=COLOURS[1], fontsize=TEXT_PT, loc="left")
    for side in ("bottom", "left", "right"):
        together.spines[side].set_visible(False)


# --- words ----------------------------------------------------------------------------------------------------------


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return frozenset(get_font(findfont(FontProperties(family="DejaVu Sans"))).get_charmap())


def _drawable(words: Words) -> str:
    """The first wording that there are letters for; of the last one, what there is."""
    wordings = [words] if isinstance(words, str) else list(words)
    letters = _letters()
    found = next((one for one in wordings if all(ord(sign) in letters or sign == "\n" for sign in one)), None)
    if found is None:
        found = "".join(sign if ord(sign) in letters else "·" for sign in wordings[-1])
    return found


def _shortened(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in re.split(r"\s+(?!\S$)", text.strip()):  # a unit of one letter stays beside its number
        fits = len(lines[-1]) + len(word) < width or not lines[-1]
        lines[-1] += f" {word}" if fits and lines[-1] else word if fits else ""
        if not fits:
            lines.append(word)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
