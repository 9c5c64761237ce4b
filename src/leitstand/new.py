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
            sum="2 / 2 orders",
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

import pyarrow as pa

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Reject, Staged
from leitstand.sources.values import as_text, to_decimal, to_instant

HEADER = {{"{title} order", "{title} date", "{title} amount"}}
ZONE = "Europe/Berlin"


def recognise(raw: RawTable) -> float:
    return 1.0 if set(raw.header) >= HEADER else 0.0


def read(raw: RawTable) -> Staged:
    rows = raw.rows
    number, date, amount = (rows[f"{title} {{name}}"] for name in ("order", "date", "amount"))
    ordered_at, net_amount = to_instant(date, ZONE), to_decimal(amount)
    bad = {{"date": ordered_at.bad, "amount": net_amount.bad}}
    rejects, kept = [], []
    for place, row in enumerate(rows[ROW].to_pylist()):
        wrong = next((name for name, mask in bad.items() if mask[place].as_py()), None)
        if wrong is None:
            kept.append(place)
            continue
        cells = {{name: None if (cell := rows[name][place].as_py()) is None else str(cell) for name in raw.header}}
        column = f"{title} {{wrong}}"
        reason = Text(de="Der Wert ist nicht lesbar.", en="The value cannot be read.")
        rejects.append(Reject(row, reason, column, cells[column], cells))
    table = pa.table({{
        ROW: rows[ROW], "order_id": as_text(number), "ordered_at": ordered_at.array, "net_amount": net_amount.array,
    }})
    controls = pa.table({{ROW: rows[ROW], "net_amount": net_amount.array}})
    return Staged({{"order": table.take(pa.array(kept, pa.int64()))}}, tuple(rejects), controls)


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
