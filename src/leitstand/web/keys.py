"""Replaces the inner keys of customers in texts by the numbers that people know them by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from leitstand.control.identity import decisions

KEY = re.compile(r"(?<![\w.])\d{12,19}(?![\w.])")
"""Inner keys are random numbers of 63 bits; no amount and no shop number of ours is that long."""


def with_numbers(alias: str, told: Any) -> Any:
    """The same dictionaries, lists and texts, with shop numbers where they hold keys of known customers.

    A number that would say who somebody is (a mail address) is not used: then the last digits of the key stand there.
    """
    keys = {int(found) for text in _texts(told) for found in KEY.findall(text)}
    if not keys:
        return told
    numbers = decisions.numbers_of(alias, "customer", keys)
    known = {str(key): _number(number, key) for key, number in numbers.items()}
    return _replaced(told, known)


def _number(source_id: str, key: int) -> str:
    plain = source_id.replace("-", "").isalnum() and any(sign.isdigit() for sign in source_id)
    return source_id if plain else f"…{key % 10_000:04}"


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for value in told.values():
            yield from _texts(value)
    elif isinstance(told, list | tuple):
        for value in told:
            yield from _texts(value)


def _replaced(told: Any, known: Mapping[str, str]) -> Any:
    if isinstance(told, str):
        return KEY.sub(lambda found: known.get(found[0], found[0]), told)
    if isinstance(told, Mapping):
        return {key: _replaced(value, known) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [_replaced(value, known) for value in told]
    return told
