"""A trait's levels over the years, and figures as small lines, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import pairwise
from xml.sax.saxutils import escape

from benchmark.scoring.framework import Language, Text
from benchmark.scoring.years import Year, is_unsettled

from .data import LEVELS, REFERENCE_LEVEL, SIGNS, Mark, mark_of
from .grammar import BLUE, GREY, INK, LINE, LOOKS
from .signs import Point, band, line, sign
from .svg import FONT, FONT_SIZE

DRAFT = Text("草稿", "draft")
_UNSETTLED = Text("待确认", "to be confirmed")
# The drawing for a page; on a phone it is as wide as the window.
_WIDTH, _NARROW = 560, 360
_TOP, _STEP, _FOOT = 18, 32, 46
_LEFT, _RIGHT = 52, 26
# Room that a mark has: of many years marks are smaller.
_CLOSE = 40
_SMALL = 0.7
_JOINED = ("claim", "proven")
SPARK_WIDTH, SPARK_HEIGHT, _SPARK_EDGE = 120, 28, 4


@dataclass(frozen=True, slots=True)
class YearMark:
    """What is drawn of one year. `unsettled` where answers of the trait wait to be confirmed: then
    the mark has no levels."""

    period: int
    draft: bool
    mark: Mark
    unsettled: bool = False

    @property
    def words(self) -> Text:
        """The year in words: 2024年（草稿）自评3级，佐证2级，目标4级."""
        draft = Text(f"（{DRAFT.zh}）", f" ({DRAFT.en})") if self.draft else Text("", "")
        said = _UNSETTLED if self.unsettled else self.mark.words
        return Text(f"{self.period}年{draft.zh}{said.zh}", f"{self.period}{draft.en}: {said.en}")


def year_marks(years: Sequence[Year], trait: str) -> tuple[YearMark, ...]:
    """One for each year, earliest first."""
    return tuple(_year_mark(year, trait) for year in years)


def _year_mark(year: Year, trait: str) -> YearMark:
    result = year.profile.result_of(trait)
    unsettled = is_unsettled(result.trait, year.waiting)
    mark = mark_of(result)
    if unsettled:
        mark = replace(mark, claim=None, proven=None, target=result.rating.target)
    return YearMark(year.period, year.draft, mark, unsettled)


def levels_svg(marks: Sequence[YearMark], language: Language, *, narrow: bool = False) -> str:
    """Claim, proven and target of one trait from year to year, up to the line of level 5.

    Years stand as far apart as they are; a line breaks where a trait is not rated.
    """
    width = _NARROW if narrow else _WIDTH
    foot = _TOP + _STEP * (REFERENCE_LEVEL - 1)
    first, last = marks[0].period, marks[-1].period
    apart = (width - _LEFT - _RIGHT) / max(last - first, 1)

    def at(period: int, level: float) -> Point:
        return _LEFT + apart * (period - first), foot - _STEP * (level - 1)

    scale = _SMALL if apart < _CLOSE else 1
    parts = []
    for level in LEVELS:
        y = at(first, level)[1]
        end = level == REFERENCE_LEVEL
        parts.append(line((_LEFT - 14, y), (width - 8, y), INK if end else LINE, 3 if end else 1))
        number = Text(f"{level}级", str(level)).in_language(language)
        parts.append(_text((_LEFT - 20, y + 5), number, "end", GREY))
    parts += [band(each.mark, partial(at, each.period), scale) for each in marks]
    for kind in _JOINED:
        points = [
            None if (reached := each.mark.level(kind)) is None else at(each.period, reached)
            for each in marks
        ]
        parts += _path(points, kind)
    for each in marks:
        levels = [(kind, each.mark.level(kind)) for kind in SIGNS]
        parts += [
            sign(kind, at(each.period, level), scale) for kind, level in levels if level is not None
        ]
    # Where years stand close together every other one is named, the last always.
    named = marks[:: -2 if apart < _CLOSE else -1]
    for each in named:
        x = at(each.period, 1)[0]
        parts.append(_text((x, foot + 28), str(each.period), "middle", INK))
        if each.draft:
            parts.append(_text((x, foot + 44), DRAFT.in_language(language), "middle", GREY))
    height = foot + _FOOT + 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="{FONT}" font-size="{FONT_SIZE}" xml:lang="{language}">{"".join(parts)}</svg>'
    )


def _path(points: Sequence[Point | None], kind: str) -> Iterator[str]:
    """Lines between neighbouring years; none to or from a year without a value."""
    look = LOOKS[kind]
    style = ' stroke-dasharray="5 4"' if look.dashed else ""
    for start, end in pairwise(points):
        if start and end:
            yield (
                f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" '
                f'y2="{end[1]:.1f}" stroke="{look.colour}" stroke-width="{look.line:g}"{style}/>'
            )


def sparkline_svg(values: Sequence[Decimal | None]) -> str:
    """Values from left to right as a small line, from zero to the highest; where one is missing the
    line breaks. What it shows is said beside it."""
    apart = (SPARK_WIDTH - 2 * _SPARK_EDGE) / max(len(values) - 1, 1)
    highest = max((value for value in values if value is not None), default=Decimal(0)) or Decimal(
        1
    )
    height = SPARK_HEIGHT - 2 * _SPARK_EDGE
    points: list[Point | None] = [
        None
        if value is None
        else (_SPARK_EDGE + apart * n, SPARK_HEIGHT - _SPARK_EDGE - height * float(value / highest))
        for n, value in enumerate(values)
    ]
    dots = "".join(
        f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="2.5" fill="{BLUE}"/>'
        for point in points
        if point
    )
    base = line((0, SPARK_HEIGHT - 1), (SPARK_WIDTH, SPARK_HEIGHT - 1), LINE, 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" '
        f'aria-hidden="true">{base}{"".join(_path(points, "proven"))}{dots}</svg>'
    )


def _text(point: Point, text: str, anchor: str, colour: str) -> str:
    return (
        f'<text x="{point[0]:.1f}" y="{point[1]:.1f}" text-anchor="{anchor}" '
        f'fill="{colour}">{escape(text)}</text>'
    )
