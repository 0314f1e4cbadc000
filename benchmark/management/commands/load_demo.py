from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from benchmark.actions.accounts import one_time_link
from benchmark.actions.demo import load_demo
from benchmark.queries.framework import current_framework


class Command(BaseCommand):
    help = "Makes the demo organisation once and prints a one-time sign-in link for its official."

    def handle(self, *args: Any, **options: Any) -> None:
        source = settings.BASE_DIR / "fixtures" / "demo.json"
        user = load_demo(source=source, framework=current_framework())
        self.stdout.write("演示数据，纯属虚构。一次性登录链接 / one-time sign-in link:")
        self.stdout.write(f"{settings.SITE_URL}{one_time_link(user=user)}")
