"""Enquiries of companies: where they come from, how fast somebody answers, and which become a deal."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.care.office import STOP, known, later, staff
from leitstand.demo.master.names import FIRST, LAST, plain
from leitstand.demo.world import FIRST_DAY, Truth, World

PROMPT_HOURS = 1.0
STRANGERS = 0.3
"""Share of the enquiries that come to nothing and come from firms the company does not know yet."""
PROMPT, PROMPT_IN_CALM = 0.42, 0.75
"""Share of enquiries that are answered promptly: with the story, and in its twin, which has no reason to complain."""
CONVERTS, CONVERTS_LATE = 0.34, 0.15
"""Share of enquiries that become a deal: of those answered within an office hour, and of the others."""


def stage(world: World) -> None:
    """Adds leads: lead_id, person_id (null for a firm no system knows yet), first, last, email, created_at, source,
    assigned_at, first_response_at, first_response_by, qualified_at, deal_id (null where none came of it),
    disqualified_reason, employee_id."""
    dice = world.dice("leads")
    rows = _enquiries(world, dice)
    many, won = len(rows), rows["deal_id"].notna().to_numpy()
    usual = PROMPT if world.plan.story else PROMPT_IN_CALM
    prompt = dice.random(many) < np.where(won, _share_prompt(True, usual), _share_prompt(False, usual))
    slow = PROMPT_HOURS + dice.lognormal(np.log(5), 0.8, many)
    hours = np.where(prompt, dice.uniform(0.05, PROMPT_HOURS, many), slow)
    at = rows["created_at"].to_numpy("datetime64[s]")
    answered = later(at, hours)
    first, last = dice.choice(np.array(FIRST), many), dice.choice(np.array(LAST), many)
    no = pd.Series(dice.choice(["kein Bedarf", "zu klein", "nicht erreichbar", "Privatperson"], many))
    rows = rows.assign(
        first=first, last=last, assigned_at=known(later(at, hours * 0.4)),
        email=[f"{plain(a)}.{plain(b)}.{n}@firma.example" for n, (a, b) in enumerate(zip(first, last, strict=True))],
        first_response_at=known(answered), first_response_by="human",
        qualified_at=known(np.where(won, later(answered, 2.0), np.datetime64("NaT", "s"))),
        disqualified_reason=no.where(~won & (dice.random(many) < 0.8)),
        employee_id=staff(world, "Vertrieb", at, dice),
    )  # fmt: skip
    rows = rows[rows["created_at"] < STOP].sort_values(["created_at", "email"], ignore_index=True)
    rows = rows.astype({"deal_id": "Int64", "person_id": "Int64"})
    rows.insert(0, "lead_id", np.arange(1, len(rows) + 1))
    world.tables["leads"] = rows
    _tell(world, rows, prompt_of(rows))


def _enquiries(world: World, dice: np.random.Generator) -> pd.DataFrame:
    """created_at, deal_id and source: those that became a deal one to four days before it, and all the others."""
    deals = world.tables["deals"].query("source in ('Website', 'Messe')").sort_values("deal_id")
    more = round(2.6 * len(deals))
    start = np.datetime64(FIRST_DAY, "D")
    days = np.sort(dice.integers(0, (STOP.astype("datetime64[D]") - start).astype(int), more))
    before = (dice.uniform(1, 4, len(deals)) * 86_400).astype("timedelta64[s]")
    made = (deals["created_at"].to_numpy("datetime64[s]") - before).astype("datetime64[D]")
    day = np.concatenate([made, start + days])
    hour = np.clip(dice.normal(13, 3, len(day)), 6, 22)
    others = dice.choice(["Website", "Messe", "Anzeige"], more, p=[0.6, 0.2, 0.2])
    firms = world.tables["persons"].query("kind == 'company'")["person_id"].to_numpy()
    who = np.where(dice.random(more) < STRANGERS, np.nan, dice.choice(firms, more))
    return pd.DataFrame(
        {"created_at": day.astype("datetime64[s]") + (hour * 3_600).astype("timedelta64[s]"),
         "person_id": np.concatenate([deals["person_id"], who]),
         "deal_id": np.concatenate([deals["deal_id"], np.full(more, np.nan)]),
         "source": np.concatenate([deals["source"], others])}
    )  # fmt: skip


def _share_prompt(converted: bool, usual: float) -> float:
    """How many of the enquiries that did (or did not) become a deal had been answered promptly (Bayes)."""
    prompt, slow = (CONVERTS, CONVERTS_LATE) if converted else (1 - CONVERTS, 1 - CONVERTS_LATE)
    return usual * prompt / (usual * prompt + (1 - usual) * slow)


def prompt_of(rows: pd.DataFrame) -> pd.Series:
    """Per lead whether somebody answered within an office hour."""
    answered = rows["first_response_at"].to_numpy("datetime64[s]")
    return pd.Series(answered <= later(rows["created_at"], PROMPT_HOURS), rows.index)


def _tell(world: World, rows: pd.DataFrame, prompt: pd.Series) -> None:
    became = rows["deal_id"].notna()
    world.told(Truth(
        "prompt_answer_converts", "cause", "lead_response_within_hour", {},
        effect=float(became[prompt].mean() / became[~prompt].mean()) if became[~prompt].any() else None, unit="times",
        more={"prompt": float(became[prompt].mean()), "later": float(became[~prompt].mean()),
              "office_hours": PROMPT_HOURS},
    ))  # fmt: skip
