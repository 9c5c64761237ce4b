"""Every page × role × language over the invented company and over an empty home; foreign things are 404; what is shown
split adds up; nothing is missing in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from leitstand.foundation.home import Home
from tests.web.serving import ADDRESSES, signed_in

LANGUAGES = ("de", "en")
FOREIGN = {"identity": "0" * 8, "metric": "no_such_metric", "family": "nothing", "name": "nothing", "key": 1}
UNSAFE = re.compile(r"""<[^>]+\s(?:style|on[a-z]+)\s*=\s*["']|<script(?![^>]*\ssrc=)|javascript:""", re.I)


def _company(home: Path, role: str) -> Any:
    from leitstand.control.account.models import User
    from leitstand.web.company import Company

    signed_in(role)
    return Company(Home(home), User.objects.get(email=ADDRESSES[role]))


def _addresses(home: Path, post: bool) -> Iterator[tuple[str, str]]:
    """Name and address of every route, with things that exist where it needs them (at most three each)."""
    from django.urls import reverse

    from leitstand.web.registry import name_of, pages

    company = _company(home, "administrator")
    for page_id, page in pages().items():
        for route in page.routes:
            if route.post == post:
                for given, _ in zip(route.examples(company), range(3), strict=False):
                    yield name_of(page_id, route), reverse(name_of(page_id, route), kwargs=dict(given))


def _least() -> dict[str, Any]:
    from leitstand.web.registry import permissions

    return {name: role for name, _, _, role in permissions()}


@pytest.mark.parametrize("role", list(ADDRESSES))
def test_every_page_answers_each_role(role: str, web_home: Path) -> None:
    every_page_answers(web_home, role)


def every_page_answers(home: Path, role: str) -> None:
    """Each address in both languages: what the role may see is whole, the rest is refused."""
    from leitstand.web.contract import may

    client, least, looked_at = signed_in(role), _least(), 0
    for name, address in list(_addresses(home, post=False)):
        for language in LANGUAGES:
            response = client.get(address, {"lang": language})
            allowed = may(role, least[name])
            assert response.status_code in ((200, 302) if allowed else (403,)), (name, address, language)
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                _check_page(response.content.decode(), name, language)
                looked_at += 1
    assert looked_at > 20


def _check_page(text: str, name: str, language: str) -> None:
    if "<html" in text:  # else a part that a page fetches
        assert f'<html lang="{language}"' in text and text.count("<h1") == 1, name
    assert "#missing-" not in text and "{%" not in text and "{{" not in text, name
    assert not UNSAFE.search(text), (name, UNSAFE.search(text))
    for place, total, parts in _splits(text):
        assert total == pytest.approx(sum(parts), rel=1e-9, abs=1e-6), (name, place)


@pytest.mark.parametrize("role", list(ADDRESSES))
def test_nobody_changes_what_their_role_may_not(role: str, web_home: Path) -> None:
    from leitstand.web.contract import may

    client, least = signed_in(role), _least()
    for name, address in list(_addresses(web_home, post=True)):
        assert client.get(address).status_code in (405, 403), name
        if not may(role, least[name]):
            assert client.post(address).status_code == 403, name


def test_foreign_objects_are_not_found(web_home: Path) -> None:
    from django.urls import reverse

    from leitstand.web.registry import name_of, pages

    client = signed_in("administrator")
    for page_id, page in pages().items():
        for route in page.routes:
            names = re.findall(r"<(?:\w+:)?(\w+)>", route.path)
            if names:
                given = {name: FOREIGN.get(name, 0 if f"int:{name}" in route.path else "0" * 8) for name in names}
                address = reverse(name_of(page_id, route), kwargs=given)
                response = client.post(address) if route.post else client.get(address)
                assert response.status_code == 404, (address, response.status_code)


def test_nothing_opens_without_signing_in(web_home: Path) -> None:
    from django.test import Client

    for _, address in list(_addresses(web_home, post=False)):
        response = Client().get(address)
        assert response.status_code == 302 and response["Location"].startswith("/signin/"), address
        assert not response.cookies, address


def test_headers_are_strict(web_home: Path) -> None:
    response = signed_in("manager").get("/")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff" and "no-store" in response["Cache-Control"]


def test_the_permission_table_is_complete(web_home: Path) -> None:
    from django.urls import get_resolver

    from leitstand.web.registry import permissions

    outside = ("healthz", "readyz", "chart")
    named = {one.name for one in get_resolver().url_patterns if getattr(one, "name", None)}
    assert named == {name for name, *_ in permissions()} | set(outside)


class _Splits(HTMLParser):
    """Collects the numbers of elements marked with data-split: data-total, and data-part of what is inside."""

    VOID = frozenset({"input", "br", "img", "link", "meta", "hr", "path", "rect", "circle", "line", "use"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, Any] | None]] = []
        self.found: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        split = {"at": self.getpos(), "total": None, "parts": []} if "data-split" in given else None
        if split is not None:
            self.found.append(split)
        if tag not in self.VOID:
            self.open.append((tag, split))
        inside = next((one for _, one in reversed(self.open) if one is not None), None)
        if inside is not None and given.get("data-total"):
            inside["total"] = float(str(given["data-total"]))
        if inside is not None and given.get("data-part"):
            inside["parts"].append(float(str(given["data-part"])))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:  # "<rect/>" ends itself and was never opened
            return
        while self.open and self.open.pop()[0] != tag:
            pass


def _splits(text: str) -> Iterator[tuple[Any, float, list[float]]]:
    parser = _Splits()
    parser.feed(text)
    for one in parser.found:
        assert one["total"] is not None and one["parts"], one
        yield one["at"], one["total"], one["parts"]
