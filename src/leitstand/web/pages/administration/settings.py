"""Keeps choices of the administration together with a line of the audit trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from leitstand.control import database
from leitstand.control.audit.models import Change
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Text
from leitstand.web.contract import Request
from leitstand.web.shell.speech import spoken

FACTOR, MAY_WAIT = "second_factor", "second_factor_may_wait"
SECRET = frozenset({"password", "secret"})


def keep(request: Request, key: str, value: Any) -> None:
    """Sets a setting of the home, noted with before and after."""
    noted_setting(request, key, lambda: ledger.set_setting(request.company.alias, key, value))


def noted_setting(request: Request, key: str, act: Callable[[], object]) -> None:
    """What `act` does to a setting, noted; of what is secret only that it changed."""
    alias = request.company.alias
    with database.together(alias):
        before = ledger.setting(alias, key)
        act()
        after = ledger.setting(alias, key)
        if before != after:
            Change.objects.using(alias).create(
                kind="setting", object_id=key, what="changed", by=request.user.email, before={"value": _plain(before)},
                after={"value": _plain(after)},
            )  # fmt: skip


def done(request: Request, act: Callable[[], object], said: Text, address: str, **arguments: Any) -> HttpResponseBase:
    """Does it and says so, or says what is wrong; then back to the page."""
    try:
        act()
        messages.success(request, said.get(spoken()))
    except LeitstandError as error:
        step = f" {error.next_step.get(spoken())}" if error.next_step else ""
        messages.error(request, f"{error.message.get(spoken())}{step}")
    response: HttpResponseBase = redirect(address, **arguments)
    return response


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: "•••" if name in SECRET and one else one for name, one in value.items()}
    return value
