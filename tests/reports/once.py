"""What is costly to make and never changed: made once for the same arguments, read many times."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def once(make: Callable[P, T]) -> Callable[P, T]:
    """`make`, called only once for the very same arguments; nobody may change what it returns.

    Texts are the same by value, everything else by identity, since a report has no hash.
    """
    form = signature(make)
    made: dict[tuple[object, ...], tuple[object, T]] = {}

    @wraps(make)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        bound = form.bind(*args, **kwargs)
        bound.apply_defaults()
        given = tuple(bound.arguments.values())
        key = tuple(each if isinstance(each, str) else id(each) for each in given)
        if key not in made:
            # What was given is kept too: nothing else can get its identity.
            made[key] = given, make(*args, **kwargs)
        return made[key][1]

    return call
