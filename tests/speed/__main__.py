"""Runs every measurement and prints them. Quote ratios: machines differ, ratios travel."""

from __future__ import annotations

import sys

from tests.speed import attacks, cold, documents, losses, pages


def main() -> int:
    pages.run()
    attacks.run()
    cold.run()
    documents.run()
    losses.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
