"""Whom to ask for a trait's data."""

from __future__ import annotations

from benchmark.scoring.framework import Framework
from benchmark.scoring.holders import HOLDERS


def test_every_trait_of_the_shipped_framework_has_somebody_to_ask(framework: Framework) -> None:
    assert list(HOLDERS) == [trait.slug for trait in framework.traits]


def test_holders_are_named_in_both_languages() -> None:
    assert all(text.zh and text.en for text in HOLDERS.values())
