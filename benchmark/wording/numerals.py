"""Numbers of headings as official Chinese documents write them."""

from __future__ import annotations

from benchmark.scoring.framework import Language

_DIGITS = "零一二三四五六七八九"
_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def chinese_numeral(number: int) -> str:
    """1-99 in Chinese: 一, 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def chinese_count(number: int) -> str:
    """1-99 before what is counted: 两项, never 二项."""
    return "两" if number == 2 else chinese_numeral(number)


def english_number(number: int) -> str:
    """0-9 as a word, 0 as none: six."""
    return _WORDS[number]


def next_number(numbers: tuple[int, ...], level: int) -> tuple[int, ...]:
    """The number of the next heading of a level, after the heading numbered `numbers`."""
    last = numbers[level - 1] if len(numbers) >= level else 0
    return (*numbers[: level - 1], last + 1)


def heading_number(numbers: tuple[int, ...], language: Language) -> str:
    """The number of a heading by its place: 一、, （一） and 1., or 1., 1.1 and 1.1.1."""
    if language == "en":
        return f"{numbers[0]}. " if len(numbers) == 1 else f"{'.'.join(map(str, numbers))} "
    if len(numbers) == 3:
        return f"{numbers[-1]}. "
    last = chinese_numeral(numbers[-1])
    return f"{last}、" if len(numbers) == 1 else f"（{last}）"


def annex_number(numbers: tuple[int, ...], language: Language) -> str:
    """The same within annexes: 附件1, then 一、 and （一）; Annex 1, then 1.1 and 1.1.1."""
    first, *within = numbers
    if not within:
        return f"附件{first}　" if language == "zh-hans" else f"Annex {first}. "
    if language == "en":
        return f"{'.'.join(map(str, numbers))} "
    return heading_number(tuple(within), language)
