"""Looking after the data: scope, reconciliation, records that may be the same, quality."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.account.models import Viewed
from leitstand.control.audit.models import Change
from leitstand.control.closing import services as closing
from leitstand.control.identity import decisions
from leitstand.workspace import Workspace
from tests.web.pages.working import text_of


def test_a_part_of_the_company_is_not_enough(web_home: Path, client_of: Callable[..., Any]) -> None:
    client = client_of("manager", email="part@example.org", scope="channel=web")
    for address in ("/data/", "/data/books/", "/data/loads/", "/data/matches/", "/data/import/"):
        assert "whole company" in text_of(client, address, 403)


def test_a_month_adds_up_and_is_signed_by_a_manager(web_home: Path, client_of: Callable[..., Any]) -> None:
    manager, analyst = client_of("manager"), client_of("analyst")
    month = Workspace(web_home).books.months()[-2]
    address = f"/data/books/{month.start:%Y-%m}/"
    page = text_of(manager, address)
    table = page[page.index("<table data-split") : page.index("</table>", page.index("<table data-split"))]
    parts = sum(Decimal(one) for one in re.findall(r'data-part="([^"]+)"', table))
    assert parts == Decimal(re.findall(r'data-total="([^"]+)"', table)[0]) == month.revenue.target
    assert analyst.post(f"{address}sign", {}).status_code == 403
    manager.post(f"{address}sign", {"note": "geprüft"})
    manager.post(f"{address}sign", {"note": "noch einmal"})
    (signed,) = [one for one in closing.history("default") if one.month == month.start]
    assert (signed.signed_by, signed.note) == ("manager@example.org", "geprüft")
    assert "signed off" in text_of(manager, address)
    manager.post(f"{address}reopen", {"reason": "Gutschrift"})
    assert closing.history("default")[0].reason == "Gutschrift"
    trail = Change.objects.filter(kind="signoff", object_id=f"{month.start:%Y-%m}").order_by("at")
    assert [(one.what, one.by) for one in trail] == [
        ("signed", "manager@example.org"), ("reopened", "manager@example.org"),
    ]  # fmt: skip
    assert manager.get("/data/books/1999-01/").status_code == 404


def test_names_of_pairs_are_for_those_who_may_see_them(web_home: Path, client_of: Callable[..., Any]) -> None:
    waiting = decisions.doubtful("default")
    if not waiting:
        pytest.skip("the small company has no doubtful pair")
    manager, analyst = client_of("manager"), client_of("analyst")
    assert ">Name</th>" not in text_of(analyst, "/data/matches/")
    Viewed.objects.all().delete()
    page = text_of(manager, "/data/matches/")
    assert ">Name</th>" in page and Viewed.objects.filter(page="data.matches").exists()
    pair = re.findall(r'name="pair" value="([^"]+)"', page)[0]
    analyst.post("/data/matches/decide", {"pair": pair, "answer": "different"})
    assert pair not in text_of(manager, "/data/matches/")
    assert len(decisions.decisions("default")) == 1
    assert [one.by for one in Change.objects.filter(kind="decision", what="decided")] == ["analyst@example.org"]
    again = analyst.post("/data/matches/decide", {"pair": pair, "answer": "same"}, follow=True)
    assert "decided already" in again.content.decode()


def test_figures_are_those_of_the_workspace(web_home: Path, client_of: Callable[..., Any]) -> None:
    client, workspace = client_of("analyst"), Workspace(web_home)
    failing = [one for one in workspace.quality_findings() if one["failed"]]
    page = text_of(client, "/data/quality/")
    for one in failing:
        assert one["title"]["en"].replace("'", "&#x27;") in page
    first = text_of(client, "/data/first/")
    for one in workspace.answerable():
        assert f"{len(one['answered'])} of {one['metrics']} metrics" in first
