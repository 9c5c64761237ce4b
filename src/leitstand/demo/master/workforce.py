"""The people who work at the invented company, by team."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from leitstand.demo.master import names
from leitstand.demo.world import END, FIRST_DAY, World

_TEAMS = {
    "Vertrieb": (7, ("Leitung Vertrieb", "Außendienst", "Außendienst", "Innendienst")),
    "Service": (8, ("Leitung Service", "Kundenberatung", "Kundenberatung", "Kundenberatung", "Technik")),
    "Marketing": (7, ("Leitung Marketing", "Onlinemarketing", "Redaktion")),
    "Versand": (8, ("Leitung Versand", "Lager", "Lager", "Packerei")),
    "Verwaltung": (7, ("Geschäftsführung", "Buchhaltung", "Einkauf", "Personal", "IT")),
}
"""Team → how many work there, and what they do, in turn; the first leads."""


def employees(world: World) -> pd.DataFrame:
    """One row per employee; every team has at least five people on every day."""
    dice = world.dice("employees")
    rows = []
    for team, (many, roles) in _TEAMS.items():
        for place in range(many):
            role = roles[0] if place == 0 else roles[1 + (place - 1) % (len(roles) - 1)]
            joined = FIRST_DAY - timedelta(days=int(dice.integers(200, 4000)))
            left: date | None = None
            if place == many - 1:  # the last two of a team came and went in these years
                joined = FIRST_DAY + timedelta(days=int(dice.integers(60, 800)))
            elif place == many - 2:
                left = END - timedelta(days=int(dice.integers(60, 700)))
            rows.append((team, role, joined, left))
    table = pd.DataFrame(rows, columns=["team", "role", "active_from", "active_to"])
    table.insert(0, "employee_id", np.arange(1, len(table) + 1))
    first = dice.permutation(np.array(names.FIRST, object))[: len(table)]
    last = dice.permutation(np.array(names.LAST, object))[: len(table)]
    table["name"] = first + " " + last
    table["email"] = [f"{names.plain(a)}.{names.plain(b)}@lindmoor.example" for a, b in zip(first, last, strict=True)]
    table["fte"] = dice.choice([1.0, 0.8, 0.5, 0.5], len(table))
    desk = table.team.isin(["Vertrieb", "Service", "Marketing"]) | table.role.isin(["Geschäftsführung", "Buchhaltung"])
    table["crm_seat"] = desk
    table["active_from"] = pd.to_datetime(table.active_from)
    table["active_to"] = pd.to_datetime(table.active_to)
    return table[["employee_id", "name", "email", "team", "role", "fte", "active_from", "active_to", "crm_seat"]]
