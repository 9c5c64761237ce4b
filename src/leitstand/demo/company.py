"""Makes the invented company, stage by stage, and writes it as the files such a company has."""

from __future__ import annotations

import dataclasses
import json
from importlib import import_module
from pathlib import Path

from leitstand.demo.master import records
from leitstand.demo.world import Plan, World

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


def make(plan: Plan) -> World:
    """The company with all its tables. The same plan gives the same company on every machine."""
    world = World(plan)
    for name in STAGES:
        import_module(f"leitstand.demo.{name}").stage(world)
    return world


def write(world: World, folder: Path) -> list[Path]:
    """The files of all systems, a folder each; answers the files to load.

    Beside the folders: `truth.json`, what truly happened, and `links.csv`, who is behind the customer of each system.
    """
    for name in SYSTEMS:
        own = folder / name
        own.mkdir(parents=True, exist_ok=True)
        import_module(f"leitstand.demo.files.{name}").write(world, own)
    records.links(world).to_csv(folder / "links.csv", index=False)
    truths = [dataclasses.asdict(one) for one in world.truths]
    (folder / "truth.json").write_text(json.dumps(truths, default=str, ensure_ascii=False, indent=1))
    return sorted(path for name in SYSTEMS for path in (folder / name).iterdir())
