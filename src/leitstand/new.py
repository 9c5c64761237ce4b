"""Starts a new metric, measure or source with a file that already works, to be changed into what is meant."""

from __future__ import annotations

import sys
from pathlib import Path

from leitstand.metrics.registry import FAMILIES

ROOT = Path(__file__).parent

METRIC = '''"""{title}: say in one sentence what it tells."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="{title}", en="{title}"),
    question=Text(de="Welcher Anteil der Aufträge …?", en="Which share of the orders …?"),
    formula=Text(de="Aufträge / Aufträge", en="orders / orders"),
    caveat=Text(de="Was die Zahl nicht sagt.", en="What the number does not say."),
    kind=Ratio(numerator="order_count", denominator="order_count"),
    unit="ratio",
    direction="up",
    dimensions={{"country", "channel"}},
    min_sample=1,
    examples=[
        Example(
            rows={{"order": [{{"ordered_at": "2024-03-05"}}, {{"ordered_at": "2024-03-09"}}]}},
            start="2024-03-01",
            end="2024-04-01",
            value=1,
            sum=Text(de="2 / 2 Aufträge", en="2 / 2 orders"),
        )
    ],
    source="who defined it, year",
)
'''

MEASURE = '''"""{title}."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="{title}", en="{title}"),
    table="order",
    time="ordered_on",
    where=lambda order: order.status.fill_null("placed") != "cancelled",
)
'''

CONNECTOR = '''"""{title}: rows of its export become orders."""

from __future__ import annotations

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.values.sheet import Sheet, recognised

ZONE = "Europe/Berlin"
HEADINGS = {{"order": ("{title} order",), "date": ("{title} date",), "amount": ("{title} amount",)}}


def recognise(raw: RawTable) -> float:
    """All its headings are there."""
    return recognised(raw, HEADINGS, tuple(HEADINGS))


def read(raw: RawTable) -> Staged:
    """One order per row."""
    sheet = Sheet(raw, HEADINGS)
    amount = sheet.decimal("amount", needed=True)
    order = {{
        "order_id": sheet.code("order", needed=True),
        "ordered_at": sheet.instant("date", ZONE, needed=True),
        "net_amount": amount,
    }}
    controls = sheet.controls({{"net_amount": amount}})
    return Staged({{"order": sheet.table(order)}}, sheet.rejects, controls, tuple(sheet.notes))


CONNECTOR = Connector(
    title=Text(de="{title}", en="{title}"),
    description=Text(de="Aufträge aus {title}.", en="Orders from {title}."),
    delivery="upsert",
    feeds=("order",),
    currency=None,
    zone=ZONE,
    recognise=recognise,
    read=read,
    checked="documents",
)
'''


def main(arguments: list[str]) -> int:
    """`metric family/id`, `measure family/id` or `source id`; exit code 2 where that does not work."""
    if len(arguments) != 2:
        return _refuse("Say what: make new metric=revenue/my_rate | measure=revenue/my_count | source=my_shop")
    what, place = arguments
    *folders, name = place.split("/")
    if not name.isidentifier() or name != name.lower():
        return _refuse(f"'{name}' is no id: lower case letters, digits and underscores")
    title = name.replace("_", " ").capitalize()
    if what == "source":
        return _write_source(name, title)
    if len(folders) != 1 or folders[0] not in FAMILIES:
        return _refuse(f"Say the family too, one of {', '.join(FAMILIES)}: {what}=revenue/{name}")
    drawer, template = {"metric": ("catalogue", METRIC), "measure": ("measures", MEASURE)}[what]
    return _write(ROOT / "metrics" / drawer / folders[0] / f"{name}.py", template.format(title=title))


def _write_source(name: str, title: str) -> int:
    folder = ROOT / "sources" / "connectors" / name
    sample = f"{title} order,{title} date,{title} amount\nA-1,2024-03-05,19.90\nA-2,2024-03-09,5.00\n"
    codes = [
        _write(folder / "__init__.py", f'"""{title}."""\n'),
        _write(folder / "connector.py", CONNECTOR.format(title=title)),
        _write(folder / "sample" / "orders.csv", sample),
    ]
    return max(codes)


def _write(path: Path, content: str) -> int:
    if path.exists():
        return _refuse(f"{path} is there already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    print(f"{path} works already: change it into what you mean, then run make check")
    return 0


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
