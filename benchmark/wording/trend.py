"""How an assessment stands in a list: its overall level or range, its gaps, and against the year
before."""

from __future__ import annotations

from benchmark.scoring.framework import Text

from .sentences import count

# The lowest and the highest overall level that is possible, 1-5.
Band = tuple[int, int]

OTHER_FRAMEWORK = Text("指标体系不同，不与上一年度比较", "Another framework: not compared")


def band_text(band: Band) -> Text:
    low, high = band
    if low == high:
        return Text(f"总体{low}级", f"Level {low} overall")
    return Text(f"总体{low}级至{high}级", f"Level {low} to {high} overall")


def gaps_text(gaps: int) -> Text:
    if not gaps:
        return Text("没有已明确的差距", "No certain gap")
    return Text(f"差距{gaps}项", count(gaps, "gap"))


def unsettled_text(waiting: int, unrated: int) -> Text:
    """Why a draft is not compared with the year before yet: answers wait to be confirmed, or traits
    have no level; one of the two numbers at least."""
    if waiting:
        said = count(waiting, "answer")
        return Text(f"尚有{waiting}条答案待确认", f"{said} to be confirmed")
    return Text(f"尚有{unrated}项特征未评定", f"{count(unrated, 'trait')} not rated yet")


def trend_text(now: tuple[Band, int], before: tuple[Band, int], year: int) -> Text:
    """Bands and numbers of gaps, now and in `year`."""
    (band, gaps), (band_then, gaps_then) = now, before
    moved = _moved(band, band_then)
    fewer = gaps_then - gaps
    if not fewer:
        return Text(f"比{year}年：{moved.zh}", f"Against {year}: {moved.en}")
    more = Text(f"差距多{-fewer}项", f"{count(-fewer, 'more gap')}")
    less = Text(f"差距少{fewer}项", f"{count(fewer, 'gap')} fewer")
    said = less if fewer > 0 else more
    return Text(f"比{year}年：{moved.zh}，{said.zh}", f"Against {year}: {moved.en}, {said.en}")


def _moved(now: Band, before: Band) -> Text:
    if now == before:
        return Text("等级持平", "same level")
    # A range that only opens or closes at one end says what is known, not where one stands.
    if now[0] > before[0] and now[1] >= before[1]:
        return Text("等级提高", "higher level")
    if now[0] < before[0] and now[1] < before[1]:
        return Text("等级降低", "lower level")
    return Text("等级范围有变化", "other levels")
