"""Makes a file of a report, in the form that is asked for."""

from __future__ import annotations

from typing import get_args

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import Language, Text
from leitstand.reporting.contract import Document, Form, Report


def rendered(report: Report, language: Language, form: Form) -> Document:
    """The report as a file. Raises UnknownId for another form."""
    match form:
        case "pdf":
            from leitstand.reporting.renderers.pdf import pdf

            return pdf(report, language)
        case "pptx":
            from leitstand.reporting.renderers.pptx import pptx

            return pptx(report, language)
        case "xlsx":
            from leitstand.reporting.renderers.xlsx import xlsx

            return xlsx(report, language)
        case "html":
            from leitstand.reporting.renderers.html import html

            return html(report, language)
    raise UnknownId(Text(de="Die Form", en="form"), form, get_args(Form))
