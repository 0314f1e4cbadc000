"""Known passwords, and those made as many are made, are refused; others are not."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password",
    [
        "woaini1314520",
        "1314520woaini",
        "5201314aini",
        "woaiwojia1",
        "P@ssw0rd123",
        "p@$$w0rd2025",
        "admin123456",
        "Admin@2025",
        "12345678ab",
        "a123456789",
        "Aa123456789",
        "Aa@123456.",
        "abcd123456",
        "1qaz2wsx3edc",
        "1q2w3e4r5t",
        "qwertyuiop",
        "asdf1234..",
        "zhongguo123",
        "zhangsan123",
        "wang123456",
        "nihao123456",
        "mima123456",
        "Huawei@123",
        "gongxinju2025",
        "Gxj@123456",
        "13812345678ab",
        "aaaaaaaaaaaa",
    ],
)
def test_what_is_known_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as told:
        validate_password(password)
    assert "password_too_common" in {error.code for error in told.value.error_list}


@pytest.mark.parametrize(
    "password",
    [
        "dui-biao-2026",
        "correct horse battery",
        "Kf7#pQ2vLx",
        "梅花三弄听雨入眠时分",
        "tuqiang-Lvse-47",
        "7f3a9c1e5b8d",
        "x" * 5 + "Kf7#pQ2vLx" * 95,
    ],
)
def test_others_are_not(password: str) -> None:
    validate_password(password)


def test_the_rule_is_told() -> None:
    assert any("键盘顺序" in text for text in password_validators_help_texts())
