"""Explore: any metric by any of its dimensions, kept views, and own dashboards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.control.board import services as board
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.explore import boards, views


def own_views(company: Company) -> Iterable[Mapping[str, Any]]:
    return ({"identity": one.id} for one in board.views(company.alias, company.user)[:2])


def own_boards(company: Company) -> Iterable[Mapping[str, Any]]:
    return ({"identity": one.id} for one in board.dashboards(company.alias, company.user)[:2])


def files(company: Company) -> Iterable[Mapping[str, Any]]:
    return [] if company.empty else ({"form": one} for one in views.FORMS)


PAGE = Page(
    title=Text(de="Auswerten", en="Explore"),
    summary=Text(
        de="Jede Kennzahl nach ihren Merkmalen, als Diagramm, Tabelle und Pivot, zum Sichern, Teilen und Ausgeben",
        en="Any metric by its dimensions, as chart, table and pivot, to save, share and export",
    ),
    group="understand",
    place=20,
    first=frozenset({Role.ANALYST}),
    routes=(
        Route("", "", views.show),
        Route("result", "result/", views.result, examples=lambda company: [] if company.empty else [{}]),
        Route("export", "export/answer.<str:form>", views.export, examples=files),
        Route("save", "save", boards.save, post=True),
        Route("share", "views/<str:identity>/share", boards.share, role=Role.ANALYST, post=True, examples=own_views),
        Route("delete", "views/<str:identity>/delete", boards.delete, post=True, examples=own_views),
        Route("boards", "boards/", boards.overview),
        Route("make", "boards/make", boards.make, post=True),
        Route("board", "boards/<str:identity>/", boards.show, examples=own_boards),
        Route("arrange", "boards/<str:identity>/arrange", boards.arrange, post=True, examples=own_boards),
        Route("delete_board", "boards/<str:identity>/delete", boards.delete_board, post=True, examples=own_boards),
    ),
    warms=views.warm,
)  # fmt: skip
