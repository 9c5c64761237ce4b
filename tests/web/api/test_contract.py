"""The API keeps to openapi.json (A17): schemathesis asks what the description allows, and what it does not.

A call that the description allows may still be answered with 400 or 404 (no such metric, no such period), therefore the
check that every such call succeeds is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks as openapi

from leitstand.control.account import services as accounts
from leitstand.foundation.home import Home
from leitstand.web.api import asks
from leitstand.web.company import Company
from leitstand.web.persons import Persons
from tests.conftest import FULL
from tests.web.api.conftest import token_of

EXAMPLES = 1000 if FULL else 8
CHECKS = [not_a_server_error, openapi.status_code_conformance, openapi.content_type_conformance,
          openapi.response_schema_conformance, openapi.response_headers_conformance,
          openapi.negative_data_rejection]  # fmt: skip
WORDS: dict[str, list[str]] = {
    "by": ["country", "region", "channel", "category", "product", "no_such"],
    "where": ["country=DE|FR", "channel!=web", "region=DE1", "", "=", "a=", "country=", "country=DE|", "region=(none)"],
    "compare": ["previous_period", "previous_year", "target", "benchmark", "industry", "competitor", "target:x", ":"],
    "period": ["2026-09", "2026-Q3", "2026", "0001", "9999", "9999-12", "0001-01", "2026-W60", "FY2026", "FY0000",
               "12m-2026-09", "12m-0001-01", "2026-01-01..2026-03-31", "..", "1-1..2"],
    "start": ["2026-01-01", "2024-02-29", "2026-02-31", "0001-01-01", "9999-12-31"],
}  # fmt: skip
WORDS |= {"against": [*WORDS["period"], "previous", "year_before"], "end": WORDS["start"]}


@pytest.fixture(scope="module")
def described(web_home: Path) -> Iterator[Any]:
    from django.core.wsgi import get_wsgi_application
    from django.test import override_settings

    with override_settings(ALLOWED_HOSTS=["localhost"]):
        yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def known(home: Path) -> dict[str, list[str]]:
    """Path → ids of what is there."""
    company = Company(Home(home), accounts.user("default", "fuzz@example.org"))
    names = [one["id"] for one in asks.metric_list(company, available=True)]
    return {
        "/metrics/{identity}": names, "/metrics/{identity}/values": names,
        "/why/{identity}": names if FULL else ["orders"],
        "/findings/{identity}": [one["id"] for one in asks.findings(company)],
        "/recommendations/{identity}": [one["id"] for one in asks.recommendations(company)],
        "/customers/{key}": [str(key) for key in Persons(company).table.index[:50]],
    }  # fmt: skip


@st.composite
def cases(draw: Any, operation: Any, ids: list[str]) -> Any:
    """One call in four that must be refused; the others are allowed, most of them about things that exist."""
    if draw(st.integers(0, 3)) == 0:
        return draw(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    case = draw(operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    if ids and draw(st.integers(0, 4)):
        case.path_parameters[next(iter(case.path_parameters))] = draw(st.sampled_from(ids))
    for name in WORDS.keys() & (case.query or {}).keys():
        word = st.sampled_from(WORDS[name])
        case.query[name] = draw(st.lists(word, max_size=3) if isinstance(case.query[name], list) else word)
    return case


@pytest.mark.usefixtures("no_pace")
def test_every_answer_is_as_described(web_home: Path, described: Any) -> None:
    head = {"Authorization": f"Bearer {token_of('fuzz')}", "Accept-Encoding": "identity"}
    found, seen = known(web_home), defaultdict[str, Counter[int]](Counter)
    for result in described.get_all_operations():
        operation = result.ok()
        ids = next((ids for path, ids in found.items() if operation.path.endswith(path)), [])

        @given(case=cases(operation, ids))
        @settings(max_examples=EXAMPLES, deadline=None, derandomize=not FULL, database=None,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        def keeps(case: Any) -> None:
            response = case.call(headers=head)
            seen[operation.label][response.status_code] += 1  # noqa: B023
            case.validate_response(response, checks=CHECKS)

        keeps()
    print(seen)
    assert len(seen) == 14 and all(statuses[200] for statuses in seen.values()), seen
