"""What tests of pages share: what a page says, and doing what the worker would do."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from leitstand.control.work import services as queue
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import chores

SLOW = frozenset({"analyse", "alerts"})


def work(home: Home, without: Collection[str] = SLOW) -> None:
    """Does what the worker would do, in this process; some work is only taken note of."""
    while (one := queue.claim("default")) is not None:
        try:
            result = {} if one.chore in without else chores()[one.chore].run(home, one.args, _Silent(one.asked_by))
        except LeitstandError as error:
            queue.fail("default", one.id, Text(de=error.describe("de"), en=error.describe("en")))
        else:
            queue.finish("default", one.id, result)


class _Silent:
    def __init__(self, by: str) -> None:
        self.by = by

    def __call__(self, said: Text) -> None:
        pass


def text_of(client: Any, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return str(response.content.decode())
