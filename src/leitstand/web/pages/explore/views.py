"""What the explore page shows: the question, its answer in three forms, and the files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from leitstand.control.account.models import Role
from leitstand.control.board import services as board
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Text
from leitstand.metrics.compute.result import Value
from leitstand.metrics.registry import dimension
from leitstand.reporting.charts import render as pictures
from leitstand.web.company import Company
from leitstand.web.contract import Request, may
from leitstand.web.guard import missing
from leitstand.web.pages.explore import drawing, question, table
from leitstand.web.pages.explore.pivot import pivot
from leitstand.web.pages.explore.question import GRAIN_WORDS, SINCE, VIEWS, Question
from leitstand.web.shell.speech import spoken
from leitstand.web.state import State

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def show(request: Request) -> HttpResponse:
    """The page; an answer that is not worked out yet comes by itself, ?all=1 waits for it."""
    company, state = request.company, request.state
    asked = question.read(company, request.GET) if not company.empty else Question("")
    if not asked.metric:
        return render(request, "explore/empty.html", {})
    ready = "all" in request.GET or question.is_ready(company, state, asked)
    known = company.catalogue[asked.metric]["dimensions"]
    return render(
        request,
        "explore/explore.html",
        {
            "asked": asked,
            "title": asked.title(state),
            "basis": question.basis(company, state, asked),
            "metrics": question.offered_metrics(company),
            "dimensions": [(name, dimension(name).title) for name in known],
            "places": [(at, asked.by[at] if at < len(asked.by) else "") for at in range(question.MOST_DIMENSIONS)],
            "grains": [(one, GRAIN_WORDS[one]) for one in question.offered_grains(company, asked.metric)],
            "since": list(SINCE.items()),
            "forms": list(VIEWS.items()),
            "told": answer(company, state, asked) if ready else None,
            "files": list(FORMS),
            "plain": plain(request.GET),
            "views": board.views(company.alias, request.user),
            "boards": [one for one in board.dashboards(company.alias, request.user) if one.owner_id == request.user.pk],
            "shares": may(request.user.role, Role.ANALYST),
        },
    )


def answer(company: Company, state: State, asked: Question) -> dict[str, Any]:
    """Chart, rows or pivot of a question, or the sentence that says why there is none."""
    try:
        values = question.values(company, state, asked)
        told: dict[str, Any] = {"asked": asked, "cases": len(values)}
        match asked.view:
            case "table":
                told["rows"] = table.rows(values, asked)
                told["heads"] = [dimension(name).title for name in asked.by]
                told["compared"] = any(one.change for one in told["rows"])
                told["left_out"] = max(len(values) - table.MOST_ROWS, 0)
            case "pivot":
                told["pivot"] = _pivot(company, state, asked, values)
            case _:
                told["chart"] = drawing.chart(company, state, asked, values)
        told["notes"] = _notes(values)
    except LeitstandError as error:
        return {"asked": asked, "said": error.message, "next": error.next_step}
    question.note_ready(company, state, asked)
    return told


def _pivot(company: Company, state: State, asked: Question, values: Sequence[Value]) -> Any:
    adds = bool(company.catalogue[asked.metric]["additive"])
    wholes = question.values(company, state, asked, ()) if asked.by else values
    return pivot(values, wholes, asked, adds)


def _notes(values: Sequence[Value]) -> list[Text]:
    """What is said of single numbers, each once."""
    return list(dict.fromkeys(one.note for one in values if one.note is not None and one.value is not None))[:3]


def result(request: Request) -> HttpResponse:
    """The answer alone, worked out now."""
    company = request.company
    asked = question.read(company, request.GET) if not company.empty else Question("")
    if not asked.metric:
        raise missing("metric")
    request.path = reverse("explore")  # links of the answer are those of the page
    small = "small" in request.GET
    return render(request, "explore/result.html", {"told": answer(company, request.state, asked), "small": small})


def export(request: Request, form: str) -> HttpResponse:
    """The answer as a file: CSV, XLSX, Parquet, PNG or SVG. Small groups stay folded. Raises LeitstandError."""
    company, state, language = request.company, request.state, spoken()
    asked = question.read(company, request.GET) if not company.empty else Question("")
    if form not in FORMS or not asked.metric:
        raise missing(form)
    values = question.values(company, state, asked)
    title = asked.title(state).get(language)
    match form:
        case "csv":
            content = table.as_csv(values, asked, language)
        case "xlsx":
            basis = question.basis(company, state, asked).get(language)
            content = table.as_xlsx(values, asked, title, basis, language)
        case "parquet":
            content = table.as_parquet(values, asked)
        case _:
            drawn = drawing.chart(company, state, asked, values)
            if drawn is None:
                raise missing("chart")
            content = pictures.svg(drawn, language).encode() if form == "svg" else pictures.png(drawn, language)
    response = HttpResponse(content, content_type=FORMS[form])
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", "-".join((asked.metric, *asked.by)))
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return response


def plain(given: QueryDict) -> str:
    """The part of the address that makes the view: the question and the state, nothing else."""
    kept = QueryDict(mutable=True)
    for key in (*question.KEYS, "period", "compare", "where"):
        kept.setlist(key, [one for one in given.getlist(key) if one])
    return kept.urlencode()


def warm(company: Company, state: State) -> None:
    """Works out what the page shows first."""
    asked = question.read(company, QueryDict())
    if asked.metric:
        answer(company, state, asked)
