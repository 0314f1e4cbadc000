"""Passwords that are known, or made as many are made."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# What is not found in so many tries: those of some hours on a stolen table of passwords, and of
# ages at a sign-in page.
FEWEST_GUESSES: Final = 10**9
# What signs can stand for many letters takes the library half a second at this length, and more
# beyond it.
LONGEST_JUDGED: Final = 32
# Words, numbers and rows of keys that Chinese passwords are made of, beside those that the library
# knows.
_HABITS: Final = """
woaini woaiwo woaiwojia woaizhongguo woai aini wojia laopo laogong baobei qinaide mima nihao
zhongguo beijing shanghai wangluo xuexi gongzuo diannao yonghu guanli guanliyuan ceshi gongxin
gongxinju gongxinting gxj gxt fagaiwei jiqun duibiao chanye zhengfu bangongshi weixin taobao
zhifubao huawei xiaomi tengxun alibaba zhangsan lisi wangwu xiaoming wang li zhang liu chen yang
zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo 5201314 1314520 1314521 520 521 1314 168
168168 518 888 666 987654321 a123 a123456 aa123 aa123456 abc123 qwe123 qq123456 1q2w3e 1qaz2wsx
zaq12wsx qazwsx asd123 zxc123
"""
TOO_COMMON = _("太常见，容易被猜到：不要用常见的词、姓名、年份、数字和键盘顺序拼成。")


class KnownPasswordValidator:
    """Refuses what is found among known passwords and their usual variations: letters changed for
    signs, years, names and rows of keys put together."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError."""
        # Imported here: its lists take a quarter of a second, and most processes judge no password.
        from zxcvbn import zxcvbn

        found = zxcvbn(password[:LONGEST_JUDGED], user_inputs=_HABITS.split())
        if found["guesses"] < FEWEST_GUESSES:
            raise ValidationError(TOO_COMMON, code="password_too_common")

    def get_help_text(self) -> str:
        return gettext("不要用常见密码，也不要用常见的词、姓名、年份、数字和键盘顺序拼成密码。")
