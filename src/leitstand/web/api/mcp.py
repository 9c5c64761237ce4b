"""An MCP server over standard input and output: an assistant asks for metrics, findings and causes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

import leitstand
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.period import parse_day
from leitstand.web.api import asks
from leitstand.web.company import Company

ABOUT = (
    "Leitstand measures whether the customer relations of a company work. Ask list_metrics for ids first. Values carry "
    "sample size, interval and status; where status is not 'ok' there is no number, and none may be guessed. `why` is "
    "arithmetic: parts that add up, not causes. Findings are corrected for many tests. Money is always of one kind "
    "(revenue, gross_margin or liquidity); amounts of overlapping findings are never added."
)
LONGEST = 60_000
"""Characters of an answer; what is longer is cut at whole entries and says so."""


def server(company_of: Callable[[], Company]) -> MCPServer[Any]:
    """The server. company_of: the company as the user may see it now."""
    made: MCPServer[Any] = MCPServer(
        "leitstand", version=leitstand.__version__, instructions=ABOUT, log_level="WARNING"
    )

    def told(ask: Callable[[Company], Any]) -> str:
        try:
            return written(ask(company_of()))
        except LeitstandError as error:
            raise ToolError(error.describe("en")) from None

    @made.tool()
    def list_metrics(family: str | None = None) -> str:
        """The metrics that have data. family: revenue, satisfaction, website, cash, social or crm."""
        return told(lambda company: [
            {name: one[name] for name in ("id", "family", "title", "unit", "direction", "grains", "dimensions")}
            for one in asks.metric_list(company, family, available=True)
        ])  # fmt: skip

    @made.tool()
    def metric_values(metric: str, grain: str | None = None, by: list[str] | None = None,
                      where: list[str] | None = None, start: str | None = None, end: str | None = None,
                      compare: list[str] | None = None) -> str:  # fmt: skip
        """A metric per period and cell. grain: day, week, month, quarter, year, ttm, total. by: up to three dimensions.
        where: conditions like "country=DE". start, end: ISO days, [start, end). compare: previous_period,
        previous_year, target, benchmark, industry, competitor."""
        return told(lambda company: asks.values(company, metric, grain, by or (), where or (), _day(start), _day(end),
                                                compare or ()))  # fmt: skip

    @made.tool()
    def list_findings() -> str:
        """What stands out by more than chance, best first: id, sentence, metric, segment, since, money per year."""
        return told(lambda company: [
            {**{name: one[name] for name in ("id", "type", "metric", "dims", "since", "status", "good",
                                             "money_per_year", "money_low", "money_high", "money_kind")},
             "sentence": one["sentence"]["en"]}
            for one in asks.findings(company)
        ])  # fmt: skip

    @made.tool()
    def finding(id: str) -> str:
        """One finding with evidence, drivers and what speaks against it."""
        return told(lambda company: asks.finding(company, id))

    @made.tool()
    def why(metric: str, period: str | None = None, against: str = "year_before",
            where: list[str] | None = None) -> str:  # fmt: skip
        """Why a metric changed. period: 2026-09, 2026-Q3, 2026. against: previous, year_before or a period."""
        return told(lambda company: asks.why(company, metric, period, against, where or ()))

    @made.tool()
    def list_recommendations() -> str:
        """What to do, best value per effort first."""
        return told(lambda company: asks.recommendations(company))

    @made.tool()
    def list_goals() -> str:
        """The goals with the probability of reaching them."""
        return told(lambda company: asks.goals(company))

    @made.tool()
    def list_actions() -> str:
        """The actions with state, owner, dates, cost and registered check."""
        return told(lambda company: asks.action_list(company))

    @made.tool()
    def list_lessons() -> str:
        """What finished actions taught, failures included."""
        return told(lambda company: asks.lesson_list(company))

    return made


def written(answer: Any) -> str:
    """The answer as JSON of at most LONGEST characters."""
    text = json.dumps(answer, ensure_ascii=False, default=str)
    if len(text) <= LONGEST or not isinstance(answer, list):
        return text
    kept = answer[: max(1, len(answer) * LONGEST // len(text))]
    return json.dumps({"entries": kept, "left_out": len(answer) - len(kept)}, ensure_ascii=False, default=str)


def _day(text: str | None) -> date | None:
    return parse_day(text) if text else None
