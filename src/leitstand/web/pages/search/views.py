"""What the search shows."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import Text
from leitstand.web.contract import Request
from leitstand.web.pages.search.hits import Group, search

LONGEST = 100


def show(request: Request) -> HttpResponse:
    words = request.GET.get("words", "").strip()[:LONGEST]
    groups, query = search(request, words), request.state.query()
    context = {
        "words": words, "headline": headline(words, groups), "asked": urlencode({"words": words}),
        "groups": [
            (one, [(hit, reverse(hit.name, kwargs=dict(hit.given)) + query) for hit in one.hits]) for one in groups
        ],
    }  # fmt: skip
    return render(request, "search/search.html", context)


def headline(words: str, groups: list[Group]) -> Text:
    number = sum(one.found for one in groups)
    if not words:
        return Text(de="Wonach suchen Sie?", en="What are you looking for?")
    if not number:
        return Text(de=f"Nichts gefunden zu „{words}“", en=f"Nothing found for “{words}”")
    if number == 1:
        return Text(de=f"Ein Treffer zu „{words}“", en=f"One hit for “{words}”")
    return Text(
        de=f"{format_number(number, 'de')} Treffer zu „{words}“", en=f"{format_number(number, 'en')} hits for “{words}”"
    )
