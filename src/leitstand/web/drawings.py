"""Downloads of a chart: picture or table, for those who see the same part of the company."""

from __future__ import annotations

from django.http import HttpResponse

from leitstand.reporting.charts import render, words
from leitstand.web.contract import Request
from leitstand.web.guard import missing
from leitstand.web.shell.speech import spoken


def download(request: Request, identity: str, form: str) -> HttpResponse:
    """/chart/<id>.png, .svg or .csv of a chart that a page has shown. 404 where this person has not seen it."""
    company = request.company
    try:
        drawn = company.memory.get(("chart", str(company.scope), identity))
    except KeyError:
        raise missing("chart") from None
    language = spoken()
    match form:
        case "svg":
            content, kind = render.svg(drawn, language).encode(), "image/svg+xml"
        case "png":
            content, kind = render.png(drawn, language), "image/png"
        case "csv":
            content, kind = words.csv(drawn, language), "text/csv; charset=utf-8"
        case _:
            raise missing("form")
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="leitstand-{identity[:8]}.{form}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return response
