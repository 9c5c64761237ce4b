"""Data belong to the whole company: whoever sees a part of it is told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render

from leitstand.web.contract import Request


def whole(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only for people without a limited scope."""

    @wraps(view)
    def limited(request: Request, **arguments: Any) -> HttpResponseBase:
        if request.company.scope.conditions:
            return render(request, "data/part.html", {"scope": str(request.company.scope)}, status=403)
        return view(request, **arguments)

    return limited
