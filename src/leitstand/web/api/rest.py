"""The REST API: /api/v1/…, described by /api/v1/openapi.json, asked with `Authorization: Bearer TOKEN`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer
from pydantic import Field, JsonValue

import leitstand
from leitstand.control.account import services as accounts
from leitstand.foundation.errors import LeitstandError, UnknownId
from leitstand.foundation.home import Home
from leitstand.foundation.period import GRAINS
from leitstand.foundation.text import Text
from leitstand.web.api import asks
from leitstand.web.company import Company
from leitstand.web.contract import Request

Row = dict[str, JsonValue]


class Fault(Schema):
    """What is wrong, and what to do next."""

    message: str
    next_step: str | None = None


class Bearer(HttpBearer):
    """A token of the account page; the answer is what its user may see."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        user = accounts.token_user("default", token)
        if user is None:
            return None
        request.user = user
        request.company = Company(Home(settings.HOME), user)  # type: ignore[attr-defined]
        return user


Words = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
Number = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=40)]
Condition = Annotated[str, Field(max_length=300)]
Span = Annotated[str, Field(max_length=40)]
Grain = Literal["day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"]
assert set(Grain.__args__) == set(GRAINS)  # type: ignore[attr-defined]

api = NinjaAPI(
    title="Leitstand", version=leitstand.__version__, docs_url=None, auth=Bearer(), urls_namespace="api",
    description="Metrics, findings, causes, recommendations, goals, actions and lessons of the company, limited to "
    "what the token's user may see. Shapes: docs/reference/shapes.md.",
)  # fmt: skip
FAULTS: dict[int, Any] = {400: Fault, 401: Fault, 404: Fault, 422: Fault}


class Several(Schema):
    """Parameters that may be repeated."""

    by: list[Words] = Field([], max_length=3)
    where: list[Condition] = Field([], max_length=20)
    compare: list[Condition] = Field([], max_length=6)


class Limits(Schema):
    where: list[Condition] = Field([], max_length=20)


@api.get("/metrics", response={200: list[Row], **FAULTS}, operation_id="metrics", tags=["metrics"])
def metrics(request: Request, family: Words | None = None, available: bool | None = None) -> Any:
    """The catalogue of metrics. family: revenue, satisfaction, website, cash, social or crm. available: with data."""
    return asks.metric_list(request.company, family, available)


@api.get("/metrics/{identity}", response={200: Row, **FAULTS}, operation_id="metric", tags=["metrics"])
def metric(request: Request, identity: Annotated[Words, Path()]) -> Any:
    """One metric of the catalogue."""
    return asks.metric(request.company, identity)


@api.get("/metrics/{identity}/values", response={200: list[Row], **FAULTS}, operation_id="values", tags=["metrics"])
def values(request: Request, identity: Annotated[Words, Path()], several: Query[Several], grain: Grain | None = None,
           start: date | None = None, end: date | None = None, language: Literal["de", "en"] = "en") -> Any:  # fmt: skip
    """A metric per period and cell. by: up to three dimensions. where: country=DE|FR, channel!=web. [start, end).
    compare: previous_period, previous_year, target, benchmark, industry, competitor."""
    return asks.values(request.company, identity, grain, several.by, several.where, start, end, several.compare,
                       language)  # fmt: skip


@api.get("/findings", response={200: list[Row], **FAULTS}, operation_id="findings", tags=["findings"])
def findings(request: Request, status: Literal["new", "ongoing", "answered", "gone"] | None = None) -> Any:
    """What stands out by more than chance, best first."""
    return asks.findings(request.company, status)


@api.get("/findings/{identity}", response={200: Row, **FAULTS}, operation_id="finding", tags=["findings"])
def finding(request: Request, identity: Annotated[Number, Path()]) -> Any:
    """One finding with its evidence and drivers."""
    return asks.finding(request.company, identity)


@api.get("/why/{identity}", response={200: Row, **FAULTS}, operation_id="why", tags=["findings"])
def why(request: Request, identity: Annotated[Words, Path()], limits: Query[Limits], period: Span | None = None,
        against: Span = "year_before") -> Any:  # fmt: skip
    """Why a metric changed: parts that add up, mix and rate, segments, events. This is arithmetic, not cause."""
    return asks.why(request.company, identity, period, against, limits.where)


@api.get("/recommendations", response={200: list[Row], **FAULTS}, operation_id="recommendations", tags=["advice"])
def recommendations(request: Request, status: Literal["open", "accepted", "rejected"] | None = None) -> Any:
    """What to do, best value per effort first."""
    return asks.recommendations(request.company, status)


@api.get("/recommendations/{identity}", response={200: Row, **FAULTS}, operation_id="recommendation", tags=["advice"])
def recommendation(request: Request, identity: Annotated[Number, Path()]) -> Any:
    """One recommendation."""
    return asks.recommendation(request.company, identity)


@api.get("/goals", response={200: list[Row], **FAULTS}, operation_id="goals", tags=["plan"])
def goals(request: Request) -> Any:
    """The goals, with the probability of reaching them as things stand."""
    return asks.goals(request.company)


@api.get("/actions", response={200: list[Row], **FAULTS}, operation_id="actions", tags=["plan"])
def actions(request: Request) -> Any:
    """The actions with their registered checks."""
    return asks.action_list(request.company)


@api.get("/lessons", response={200: list[Row], **FAULTS}, operation_id="lessons", tags=["plan"])
def lessons(request: Request) -> Any:
    """What finished actions taught."""
    return asks.lesson_list(request.company)


def _fault(request: HttpRequest, status: int, message: Text, next_step: Text | None = None) -> HttpResponse:
    language = "de" if request.GET.get("language") == "de" else "en"
    told = Fault(message=message.get(language), next_step=next_step.get(language) if next_step else None)
    return api.create_response(request, told, status=status)


@api.exception_handler(LeitstandError)
def _wrong(request: HttpRequest, error: LeitstandError) -> HttpResponse:
    return _fault(request, 404 if isinstance(error, UnknownId) else 400, error.message, error.next_step)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = _fault(
        request, 401, Text(de="Der Zugangsschlüssel fehlt oder gilt nicht.", en="The token is missing or not valid."),
        Text(de="Legen Sie unter „Mein Konto“ einen an und senden Sie ihn als „Authorization: Bearer …“.",
             en="Make one under 'My account' and send it as 'Authorization: Bearer …'."),
    )  # fmt: skip
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0] if error.errors else {}
    name, reason = ".".join(str(one) for one in first.get("loc", ())[1:]), str(first.get("msg", ""))
    return _fault(request, 422, Text(de=f"{name}: {reason}", en=f"{name}: {reason}"))
