"""Numbers of headings as official Chinese documents write them."""

from __future__ import annotations

from benchmark.scoring.framework import Language

_DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """1-99 in Chinese: 一, 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def heading_number(numbers: tuple[int, ...], language: Language) -> str:
    """The number of a heading by its place: 一、 and （一）, or 1. and 1.1."""
    if language == "en":
        return f"{numbers[0]}. " if len(numbers) == 1 else f"{'.'.join(map(str, numbers))} "
    last = chinese_numeral(numbers[-1])
    return f"{last}、" if len(numbers) == 1 else f"（{last}）"
