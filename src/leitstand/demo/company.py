"""Makes the invented company, stage by stage, and writes it as the files such a company has."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from leitstand.demo.master import records
from leitstand.demo.world import MONTHS, Plan, Truth, World
from leitstand.metrics.compute.answer import dimensions_of

STAGES = (
    "master.population",
    "master.goods",
    "trade.selling",
    "online.website",
    "online.audience",
    "care.service",
    "care.pipeline",
    "master.records",
    "finance.money",
    "finance.books",
)
"""Modules of this package with `stage(world)`, in this order."""
SYSTEMS = (
    "shop", "carriers", "erp", "bank", "crm", "helpdesk", "survey", "newsletter", "web", "social", "ads", "staff",
)  # fmt: skip
"""Modules of `files` with `write(world, folder)`; the folder's name is the source system of what lies in it."""

TRUTHS = "truth.json"


def make(plan: Plan) -> World:
    """The company with all its tables. The same plan gives the same company on every machine.

    Raises ValueError where this process was started for another number of months (see `apart`).
    """
    if plan.months != MONTHS:
        raise ValueError(f"this process makes companies of {MONTHS} months")
    world = World(plan)
    for name in STAGES:
        import_module(f"leitstand.demo.{name}").stage(world)
    return world


def write(world: World, folder: Path) -> list[Path]:
    """The files of all systems, a folder each; answers the files to load.

    Beside the folders: `truth.json`, what truly happened, and `links.csv`, who is behind the customer of each system.
    """
    paths = list(written(world, folder))
    write_beside(world, folder)
    return paths


def write_beside(world: World, folder: Path) -> None:
    """Writes what truly happened, and who is who."""
    records.links(world).to_csv(folder / "links.csv", index=False)
    truths = [_as_dict(one) for one in world.truths]
    (folder / TRUTHS).write_text(json.dumps(truths, default=str, ensure_ascii=False, indent=1), encoding="utf-8")


def _as_dict(truth: Truth) -> dict[str, Any]:
    """The truth with its features apart: `where` are dimensions of the metric, `beside` shows in the tables only."""
    by = dimensions_of(truth.metric) if truth.metric else set(truth.where)
    apart = {
        "where": {name: value for name, value in truth.where.items() if name in by},
        "beside": {name: value for name, value in truth.where.items() if name not in by},
    }
    return dataclasses.asdict(truth) | apart


def written(world: World, folder: Path) -> Iterator[Path]:
    """Writes one system after the other; the files to load in the order of their paths, as soon as they are there."""
    for name in sorted(SYSTEMS):
        own = folder / name
        own.mkdir(parents=True, exist_ok=True)
        import_module(f"leitstand.demo.files.{name}").write(world, own)
        yield from sorted(own.iterdir())
