"""How fast the pages answer: all of them in turn, ten requests a second whatever the answers do, then filters never
asked before.

python benchmarks/pages.py [HOME] [--rate 10] [--seconds 60] [--customers 12000]

HOME is written to (two users): give a copy. Without it the demo company is built. Times count from when a request was
due, so that one that had to wait behind another counts its waiting. Ends with one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice, product
from pathlib import Path
from urllib.parse import urlencode

import requests

USERS = ("one@example.org", "two@example.org")
FILTERED = ("cockpit", "family", "metric")
FILTERS = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", nargs="?", type=Path)
    parser.add_argument("--rate", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--customers", type=int, default=12_000)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="leitstand-pages-"))
    try:
        home = given.home or _demo(folder / "home", given.customers)
        os.environ |= {"LEITSTAND_HOME": str(home), "DJANGO_SETTINGS_MODULE": "leitstand.web.settings"}
        subprocess.run([sys.executable, "-m", "leitstand.web.warming"], check=True)
        pages, filters, links = prepared()
        with serving() as address:
            print(json.dumps(measured(address, pages, filters, links, given.rate, given.seconds)))
    finally:
        shutil.rmtree(folder)


def _demo(home: Path, customers: int) -> Path:
    command = [sys.executable, "-m", "leitstand", "--home", str(home)]
    subprocess.run([*command, "demo", "--no-serve", "--customers", str(customers)], check=True, capture_output=True)
    subprocess.run([*command, "recommend", "--json"], check=True, capture_output=True)
    return home


def prepared() -> tuple[dict[str, str], list[str], list[str]]:
    """Name → address of every page that answers with GET, addresses with filters, and links that sign in once."""
    from leitstand.web import wsgi  # noqa: F401  (serves the home's database; comes before all that knows Django)

    from django.urls import reverse  # isort: skip

    from leitstand.control.account import entrance
    from leitstand.control.account import services as accounts
    from leitstand.control.ledger import services as ledger
    from leitstand.foundation.home import Home
    from leitstand.foundation.period import add_months
    from leitstand.web.company import Company
    from leitstand.web.registry import name_of
    from leitstand.web.registry import pages as registered

    ledger.set_setting("default", "second_factor_may_wait", True)
    known = {one.email for one in accounts.users("default")}
    for email in USERS:
        if email not in known:
            accounts.add("default", email, "administrator", language="en")
    company = Company(Home.find(), accounts.user("default", USERS[0]))
    found = {}
    for page_id, page in registered().items():
        for route in page.routes:
            example = None if route.post else next(iter(route.examples(company)), None)
            if example is not None:
                found[name_of(page_id, route)] = reverse(name_of(page_id, route), kwargs=dict(example))
    assert company.as_of is not None
    last = company.as_of.replace(day=1)
    months = [f"{add_months(last, -back):%Y-%m}" for back in (3, 5, 8, 9, 11, 13, 14, 16)]
    segments = [f"{name}={value}" for name, _, values in company.choices()[:4] for value in values[1:3]]
    asked = zip(cycle(FILTERED), islice(cycle(segments), 1, None), cycle(months), strict=False)
    filters = [f"{found[name]}?{urlencode({'where': segment, 'period': month})}" for name, segment, month in
               islice(dict.fromkeys(islice(asked, 10 * FILTERS)), FILTERS)]  # fmt: skip
    return found, filters, [f"/signin/link/{entrance.make_link('default', email)}/" for email in USERS]


@contextmanager
def serving() -> Iterator[str]:
    """`leitstand serve` over LEITSTAND_HOME, as it is started in a firm."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "leitstand", "serve", "--port", str(port)], stdout=sys.stderr)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                requests.get(f"{address}/readyz", timeout=30)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(40)


def measured(address: str, pages: dict[str, str], filters: list[str], links: list[str], rate: float,
             seconds: float) -> dict[str, object]:  # fmt: skip
    visitors = [_signed_in(address, link) for link in links]
    for _, visitor in product(range(2), visitors):  # both processes have seen each page
        shown = {name for name, path in pages.items() if _is_page(visitor.get(address + path, timeout=120))}
    turns = [path for name, path in pages.items() if name in shown]
    time.sleep(5)
    times: dict[str, list[float]] = defaultdict(list)
    errors: dict[str, int] = {}

    def ask(number: int, path: str) -> None:
        due = began + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        answer = requests.get(address + path, cookies=visitors[number % 2].cookies, timeout=120)
        times[path].append(1000 * (time.perf_counter() - due))
        if answer.status_code >= 400:
            errors[path] = answer.status_code

    load = os.getloadavg()[0]
    with ThreadPoolExecutor(64) as many:
        began = time.perf_counter() + 0.2
        list(many.map(ask, range(int(rate * seconds)), cycle(turns)))
    told = sorted(one for each in times.values() for one in each)
    slowest = sorted(((round(statistics.median(each)), path) for path, each in times.items()), reverse=True)[:8]
    new = []
    for path in filters:
        start = time.perf_counter()
        answer = visitors[0].get(address + path, timeout=120)
        new.append((round(1000 * (time.perf_counter() - start)), answer.status_code, path))
    for milliseconds, status, path in (*((*one[:1], 200, one[1]) for one in slowest), *new):
        print(f"{milliseconds:6} ms  {status}  {path}", flush=True)
    return {
        "load": load, "pages": len(turns), "requests": len(told), "median_ms": round(statistics.median(told), 1),
        "p95_ms": round(told[int(0.95 * len(told))], 1), "max_ms": round(told[-1], 1), "errors": errors,
        "new_filter_median_ms": statistics.median(one[0] for one in new), "new_filter_max_ms": max(new)[0],
    }  # fmt: skip


def _signed_in(address: str, link: str) -> requests.Session:
    visitor = requests.Session()
    form = visitor.get(address + link, timeout=60).text
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert found, "the link does not work"
    answer = visitor.post(address + link, {"csrfmiddlewaretoken": found[1]}, headers={"Referer": address}, timeout=300)
    assert answer.ok, answer.status_code
    return visitor


def _is_page(answer: requests.Response) -> bool:
    """Files are no pages."""
    return answer.headers["Content-Type"].startswith("text/html")


if __name__ == "__main__":
    main()
