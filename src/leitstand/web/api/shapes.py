"""The shapes of the API's answers (docs/reference/shapes.md); keys that are not named here may come along, too."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from leitstand.metrics.compute.result import Status

MoneyKind = Literal["revenue", "gross_margin", "liquidity"]
Dims = dict[str, str | None]


class Shape(BaseModel):
    """Keys are only ever added."""

    model_config = ConfigDict(extra="allow")


class Words(Shape):
    """The same text in both languages."""

    de: str
    en: str


class Fault(BaseModel):
    """What is wrong, and what to do next."""

    message: str
    next_step: str | None = None


class Metric(Shape):
    """An entry of the catalogue. available: it has data, and can be limited to what the user may see."""

    id: str
    kind: str
    family: str
    title: Words
    unit: str
    direction: str
    additive: bool
    grains: list[str]
    dimensions: list[str]
    fed_by: list[str]
    tables: list[str]
    available: bool


class Comparison(Shape):
    """A value beside another one. clear: the change is more than chance."""

    kind: str
    label: str
    value: float | None
    change: float | None
    change_ratio: float | None
    clear: bool | None
    status: str


class Value(Shape):
    """A metric in one period and cell. value: null unless status is "ok". n: sample size. ci_low, ci_high: 95 %."""

    metric: str
    dims: Dims
    period_start: date
    period_end: date
    numerator: float | None
    denominator: float | None
    value: float | None
    n: int
    ci_low: float | None
    ci_high: float | None
    status: Status
    complete: bool
    unit: str
    currency: str | None
    definition: str
    note: str | None
    comparisons: list[Comparison]
    warnings: list[str]
    matched_revenue_share: float | None


class Driver(Shape):
    """What a finding is made up of, or what went along with it."""

    title: Words
    metric: str | None
    dims: Dims
    value: float | None
    ci_low: float | None
    ci_high: float | None
    unit: str
    on: date | None
    words: Literal["made_up_of", "went_along_with", "caused"]


class Finding(Shape):
    """What stands out by more than chance. figures, evidence: the numbers of the sentence and of the picture."""

    id: str
    type: str
    metric: str
    dims: Dims
    status: Literal["new", "ongoing", "answered", "gone"]
    since: date | None
    until: date | None
    effect: float | None
    ci_low: float | None
    ci_high: float | None
    unit: str
    money_per_year: float | None
    money_low: float | None
    money_high: float | None
    money_kind: MoneyKind | None
    money_once: bool | None
    p: float | None
    p_adjusted: float | None
    good: bool | None
    quality: float
    sentence: Words
    figures: dict[str, JsonValue]
    drivers: list[Driver]
    evidence: JsonValue
    against: list[Words]
    unchecked: list[Words]
    also: list[str]
    part_of: str | None
    answer: dict[str, JsonValue] | None
    currency: str


class Span(Words):
    """A period: [start, end), and as people say it."""

    start: date
    end: date


class Part(Shape):
    """A part of a change; on every level the contributions add up. low90, high90: 90 % interval over customers."""

    id: str
    title: Words
    sign: int
    before: float | None
    after: float | None
    contribution: float | None
    low90: float | None
    high90: float | None
    operator: str | None
    parts: list[Part]


class Segment(Shape):
    """A cell's share in a change. expected: its contribution if the change were spread evenly."""

    dims: Dims
    title: Words
    before: float | None
    after: float | None
    contribution: float | None
    expected: float | None
    mix: float | None
    rate: float | None
    share_before: float | None
    share_after: float | None


class Happened(Shape):
    """An event near the onset; close is not cause."""

    on: date
    until: date | None
    kind: str
    title: Words
    days: int
    closeness: float


class Why(Shape):
    """Why a metric changed, as arithmetic: change = after − before, and the parts add up to it."""

    metric: str
    title: Words
    unit: str
    currency: str | None
    period: Span
    against: Span
    before: float | None
    after: float | None
    change: float | None
    clear: bool | None
    operator: str | None
    parts: list[Part]
    mix: float | None
    rate: float | None
    mix_by: list[str]
    reversal: bool | None
    segments: list[Segment]
    bridge: list[Part]
    price_volume: dict[str, float | None] | None
    where: str
    onset: date | None
    onset_of: JsonValue
    events: list[Happened]
    sentence: Words
    notes: list[Words]


class Affected(Shape):
    """How many are meant. keys: numbers of the most urgent, for those who may work with customers."""

    count: float
    what: Words
    table: str | None
    keys: list[JsonValue]


class Recommendation(Shape):
    """What to do, what it may bring after costs, how sure that is, and how it will be checked."""

    id: str
    rule: str
    kind: Literal["action", "process", "restructuring"]
    title: Words
    problem: Words
    diagnosis: Words
    action: Words
    owner: Words
    affected: Affected
    evidence: list[dict[str, JsonValue]]
    lever: str
    dims: Dims
    lever_dims: Dims
    gap: dict[str, JsonValue] | None
    expected: dict[str, JsonValue]
    effort: Literal["S", "M", "L"]
    cost: float | None
    currency: str
    confidence: dict[str, JsonValue]
    check: dict[str, JsonValue]
    guardrails: list[str]
    against: list[Words]
    overlaps: list[str]
    comes_first: bool
    score: float | None
    status: Literal["open", "accepted", "rejected"]
    said: dict[str, JsonValue] | None
    action_id: str | None


class Goal(Shape):
    """A goal. course: plan and actual by month. probability_now: of reaching it as things stand."""

    id: str
    metric: str
    title: Words
    segment: str
    kind: str
    target: float
    by: date
    state: str
    unit: str
    currency: str | None
    actual: float | None
    plan: float | None
    outlook: float | None
    outlook_low: float | None
    outlook_high: float | None
    probability_now: float | None
    course: list[dict[str, JsonValue]]


class Action(Shape):
    """Something that is done, with the check that was registered before it began."""

    id: str
    title: Words
    rule: str | None
    recommendation: str | None
    goal: str | None
    metric: str
    dims: Dims
    expected: dict[str, JsonValue] | None
    guardrails: list[str]
    starts_on: date | None
    due_on: date | None
    done_on: date | None
    cost: float | None
    effort: str | None
    state: str
    check: dict[str, JsonValue] | None
    milestones: list[JsonValue]


class Lesson(Shape):
    """What a finished action taught, failures included."""

    id: str
    action: str
    rule: str | None
    title: Words
    situation: dict[str, JsonValue]
    expected: float | None
    measured: float | None
    share: float | None
    share_se: float | None
    verdict: Literal["worked", "no_effect", "harmed", "undecided"]
    grade: str
    text: Words
    done_on: date | None


class Customer(BaseModel):
    """A customer. key: for other questions. name: null where the user may not see it (each look is kept).

    value, low, high: revenue expected within twelve months, 80 %. alive: probability of being a customer still.
    score: health, 0 to 100; score_before: 30 days ago. group: RFM. Null is: not known.
    """

    key: str
    number: str | None
    name: str | None
    customer_type: str | None
    region_nuts: str | None
    country: str | None
    owner: str | None
    team: str | None
    group: str | None
    since: date | None
    last_order: date | None
    next_order: date | None
    order_days: int | None
    revenue_year: float | None
    value: float | None
    low: float | None
    high: float | None
    alive: float | None
    score: float | None
    score_before: float | None
    nps: float | None
    open_tickets: int | None
    open_invoices: int | None
    open_amount: float | None
    overdue_amount: float | None


class Customers(BaseModel):
    """One page of the customers asked for. found: how many there are in all. left_out: private persons who may not be
    told one by one, because fewer than ten of them are meant."""

    found: int
    left_out: int
    as_of: date
    currency: str
    customers: list[Customer]


class Whom(BaseModel):
    """A customer as in `Customer`."""

    key: str
    number: str | None
    name: str | None


class Task(BaseModel):
    """Whom to turn to, why, and what to do."""

    id: str
    type: str
    title: Words
    customer: Whom
    reason: Words
    step: Words
    due: date
    filed_on: date
    status: Literal["open", "postponed", "done", "dismissed"]
    value_at_stake: float | None
    currency: str
    owner: str | None
    team: str
