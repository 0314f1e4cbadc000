from argparse import ArgumentTypeError
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import make_aware

from benchmark.models import SecurityEvent
from benchmark.tables.security_log import csv_lines


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise ArgumentTypeError(f"{said} is no date: YYYY-MM-DD") from error


def _beginning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


class Command(BaseCommand):
    help = "Prints the security log as CSV, oldest line first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="since", type=_day, metavar="DATE", help="first day")
        parser.add_argument("--until", type=_day, metavar="DATE", help="last day")

    def handle(self, *args: Any, **options: Any) -> None:
        events = SecurityEvent.objects.order_by("pk")
        if options["since"]:
            events = events.filter(at__gte=_beginning(options["since"]))
        if options["until"]:
            events = events.filter(at__lt=_beginning(options["until"] + timedelta(days=1)))
        for line in csv_lines(events.iterator()):
            self.stdout.write(line, ending="")
