"""The REST API: /api/v1/…, described by /api/v1/openapi.json, asked with `Authorization: Bearer TOKEN`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal, get_type_hints

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import AuthenticationError, Throttled, ValidationError
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle
from pydantic import Field

import leitstand
from leitstand.control.account import services as accounts
from leitstand.control.account.entrance import hashed
from leitstand.foundation.errors import LeitstandError, UnknownId
from leitstand.foundation.home import Home
from leitstand.foundation.period import GRAINS, parse_day
from leitstand.foundation.text import Text
from leitstand.web.api import asks, customers, shapes
from leitstand.web.api.shapes import Fault
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.state import language_of

log = logging.getLogger("leitstand.web")


class Bearer(HttpBearer):
    """A token of the account page; the answer is what its user may see."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        user = accounts.token_user("default", token)
        if user is None:
            return None
        request.user = user
        request.company = Company(Home(settings.HOME), user)  # type: ignore[attr-defined]
        return user


class Pace(SimpleRateThrottle):
    """How often one token may ask; each process of the web server counts for itself."""

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"pace-{hashed(request.headers['Authorization'])}"


def known_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuses parameters that there are not, or twice what is one: what is misspelled would be left out unseen, and a
    condition that is left out gives the numbers of the whole."""
    hints = get_type_hints(view)
    lists = {name for hint in hints.values() for name in getattr(hint, "model_fields", ())}

    @wraps(view)
    def strict(request: Request, **arguments: Any) -> Any:
        for name, given in request.GET.lists():
            if name not in lists | hints.keys():
                raise ValidationError([{"loc": ("query", name), "msg": "There is no such parameter."}])
            if name not in lists and len(given) > 1:
                raise ValidationError([{"loc": ("query", name), "msg": "It is given more than once."}])
        return view(request, **arguments)

    return strict


class Api(NinjaAPI):
    """What it answers is for one user and kept by nobody on the way."""

    def create_response(self, request: HttpRequest, data: Any, **more: Any) -> HttpResponse:
        response = super().create_response(request, data, **more)
        response["Cache-Control"] = "no-store, private"
        return response


Words = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
Number = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=40)]
Key = Annotated[str, Field(pattern=r"^[0-9]{1,19}$")]
Condition = Annotated[str, Field(max_length=300)]
Span = Annotated[str, Field(max_length=40)]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="2026-09-30")]
Offset = Annotated[int, Field(ge=0, le=10_000_000)]
Limit = Annotated[int, Field(ge=1, le=500)]
Flag = Literal["true", "false"]
Grain = Literal["day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"]
assert set(Grain.__args__) == set(GRAINS)  # type: ignore[attr-defined]

A_MINUTE = 600
Answers = dict[int, Any]
api = Api(
    title="Leitstand", version=leitstand.__version__, docs_url=None, auth=Bearer(), urls_namespace="api",
    throttle=[Pace(f"{A_MINUTE}/m")],
    description="Metrics, findings, causes, recommendations, goals, actions, lessons, customers and tasks of the "
    "company, limited to what the token's user may see. Shapes: docs/reference/shapes.md.",
)  # fmt: skip
api.add_decorator(known_only)
FAULTS: Answers = {400: Fault, 401: Fault, 404: Fault, 422: Fault, 429: Fault}
GUARDED: Answers = {**FAULTS, 403: Fault}


class Several(Schema):
    """Parameters that may be repeated."""

    by: list[Words] = Field([], max_length=3)
    where: list[Condition] = Field([], max_length=20)
    compare: list[Condition] = Field([], max_length=6)


class Limits(Schema):
    where: list[Condition] = Field([], max_length=20)


@api.get("/metrics", response={200: list[shapes.Metric], **FAULTS}, operation_id="metrics", tags=["metrics"])
def metrics(request: Request, family: Words | None = None, available: Flag | None = None) -> Any:
    """The catalogue of metrics. family: revenue, satisfaction, website, cash, social or crm. available: with data."""
    return asks.metric_list(request.company, family, None if available is None else available == "true")


@api.get("/metrics/{identity}", response={200: shapes.Metric, **FAULTS}, operation_id="metric", tags=["metrics"])
def metric(request: Request, identity: Annotated[Words, Path()]) -> Any:
    """One metric of the catalogue."""
    return asks.metric(request.company, identity)


@api.get(
    "/metrics/{identity}/values", response={200: list[shapes.Value], **FAULTS}, operation_id="values", tags=["metrics"]
)
def values(request: Request, identity: Annotated[Words, Path()], several: Query[Several], grain: Grain | None = None,
           start: Day | None = None, end: Day | None = None, language: Literal["de", "en"] = "en") -> Any:  # fmt: skip
    """A metric per period and cell. by: up to three dimensions. where: country=DE|FR, channel!=web. [start, end).
    compare: previous_period, previous_year, target, benchmark, industry, competitor."""
    first, after = (parse_day(one) if one else None for one in (start, end))
    return asks.values(request.company, identity, grain, several.by, several.where, first, after, several.compare,
                       language)  # fmt: skip


@api.get("/findings", response={200: list[shapes.Finding], **FAULTS}, operation_id="findings", tags=["findings"])
def findings(request: Request, status: Literal["new", "ongoing", "answered", "gone"] | None = None) -> Any:
    """What stands out by more than chance, best first."""
    return asks.findings(request.company, status)


@api.get("/findings/{identity}", response={200: shapes.Finding, **FAULTS}, operation_id="finding", tags=["findings"])
def finding(request: Request, identity: Annotated[Number, Path()]) -> Any:
    """One finding with its evidence and drivers."""
    return asks.finding(request.company, identity)


@api.get("/why/{identity}", response={200: shapes.Why, **FAULTS}, operation_id="why", tags=["findings"])
def why(request: Request, identity: Annotated[Words, Path()], limits: Query[Limits], period: Span | None = None,
        against: Span = "year_before") -> Any:  # fmt: skip
    """Why a metric changed: parts that add up, mix and rate, segments, events. This is arithmetic, not cause."""
    return asks.why(request.company, identity, period, against, limits.where)


@api.get(
    "/recommendations",
    response={200: list[shapes.Recommendation], **FAULTS},
    operation_id="recommendations",
    tags=["advice"],
)
def recommendations(request: Request, status: Literal["open", "accepted", "rejected"] | None = None) -> Any:
    """What to do, best value per effort first."""
    return asks.recommendations(request.company, status)


@api.get(
    "/recommendations/{identity}",
    response={200: shapes.Recommendation, **FAULTS},
    operation_id="recommendation",
    tags=["advice"],
)
def recommendation(request: Request, identity: Annotated[Number, Path()]) -> Any:
    """One recommendation."""
    return asks.recommendation(request.company, identity)


@api.get("/goals", response={200: list[shapes.Goal], **FAULTS}, operation_id="goals", tags=["plan"])
def goals(request: Request) -> Any:
    """The goals, with the probability of reaching them as things stand."""
    return asks.goals(request.company)


@api.get("/actions", response={200: list[shapes.Action], **FAULTS}, operation_id="actions", tags=["plan"])
def actions(request: Request) -> Any:
    """The actions with their registered checks."""
    return asks.action_list(request.company)


@api.get("/lessons", response={200: list[shapes.Lesson], **FAULTS}, operation_id="lessons", tags=["plan"])
def lessons(request: Request) -> Any:
    """What finished actions taught."""
    return asks.lesson_list(request.company)


@api.get("/customers", response={200: shapes.Customers, **GUARDED}, operation_id="customers", tags=["customers"])
def customer_list(request: Request, group: Words | None = None, region: Number | None = None, own: Flag = "false",
                  order: customers.Order = "-value", offset: Offset = 0, limit: Limit = 100) -> Any:  # fmt: skip
    """The customers with their figures, a page of them. group: RFM segment. region: NUTS code. own: of the user's."""
    return customers.customer_list(request.company, group, region, own == "true", order, offset, limit)


@api.get("/customers/{key}", response={200: shapes.Customer, **GUARDED}, operation_id="customer", tags=["customers"])
def customer(request: Request, key: Annotated[Key, Path()]) -> Any:
    """One customer."""
    return customers.customer(request.company, int(key))


@api.get("/tasks", response={200: list[shapes.Task], **GUARDED}, operation_id="tasks", tags=["customers"])
def tasks(request: Request, whose: customers.Whose = "today", offset: Offset = 0, limit: Limit = 100) -> Any:
    """Whom to turn to, why, and what to do. today: the user's for today; mine, team, all: every open one."""
    return customers.tasks(request.company, whose, offset, limit)


def _fault(request: HttpRequest, status: int, message: Text, next_step: Text | None = None) -> HttpResponse:
    language = language_of(request)
    told = Fault(message=message.get(language), next_step=next_step.get(language) if next_step else None)
    return api.create_response(request, told, status=status)


@api.exception_handler(LeitstandError)
def _wrong(request: HttpRequest, error: LeitstandError) -> HttpResponse:
    status = {UnknownId: 404, customers.NotAllowed: 403}.get(type(error), 400)
    return _fault(request, status, error.message, error.next_step)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return _fault(request, 404, Text(de="Das gibt es hier nicht.", en="There is no such thing here."))


@api.exception_handler(Throttled)
def _too_fast(request: HttpRequest, error: Throttled) -> HttpResponse:
    wait = max(1, int(error.wait or 1))
    response = _fault(
        request, 429,
        Text(de=f"Mehr als {A_MINUTE} Anfragen in einer Minute.", en=f"More than {A_MINUTE} requests in one minute."),
        Text(de=f"Warten Sie {wait} Sekunden.", en=f"Wait for {wait} seconds."),
    )  # fmt: skip
    response["Retry-After"] = str(wait)
    return response


@api.exception_handler(Exception)
def _our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("The API failed at %s", request.path, exc_info=error)
    return _fault(
        request, 500, Text(de="Das ist unser Fehler, nicht Ihrer.", en="This is our fault, not yours."),
        Text(de="Das Protokoll der Anwendung sagt, was geschah.", en="The application's log says what happened."),
    )  # fmt: skip


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
    known = Text(de="Die Parameter stehen in openapi.json.", en="The parameters are described in openapi.json.")
    return _fault(request, 422, Text(de=f"{name}: {reason}", en=f"{name}: {reason}"), known)
