"""Step by step how two processes ran: the approval of offers and the handling of complaints."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from leitstand.demo.care.office import clock, known, time_of
from leitstand.demo.world import Truth, World

OFFERS, COMPLAINTS = "Angebotsfreigabe", "Reklamation"
AGAIN = "Rabatt prüfen"
"""The step that is done a second time when an offer is revised."""
_ASKS, _PAYS, _TWICE = 0.35, 0.45, 0.12


def stage(world: World) -> None:
    """Adds cases: case_event_id, process, case_id, activity, enabled_at, started_at, completed_at, resource."""
    found = pd.concat([_offers(world), _complaints(world)], ignore_index=True)
    for column in ("enabled_at", "started_at", "completed_at"):
        found[column] = pd.to_datetime(found[column]).dt.round("s")
    found = found[known(found["completed_at"]) == found["completed_at"].to_numpy("datetime64[s]")]
    found = found.sort_values(["completed_at", "case_id", "activity"], kind="stable", ignore_index=True)
    world.tables["cases"] = found.assign(case_event_id=np.arange(1, len(found) + 1))
    _tell(world)


def _offers(world: World) -> pd.DataFrame:
    """The steps within the stages 'Angebot erstellt' and 'Freigabe Rabatt' of every deal that came so far."""
    dice = world.dice("cases.offers")
    numbers = world.tables["deals"].set_index("deal_id")["number"]
    moves = world.tables["stage_moves"].dropna(subset=["left_at"])
    moves = moves.assign(case_id="V-" + moves["deal_id"].map(numbers).str[2:])
    offer, approval = moves[moves["stage_id"] == 3], moves[moves["stage_id"] == 4]
    start, end = clock(offer["entered_at"]), clock(offer["left_at"])
    place = start + (end - start) * np.sort(dice.random((3, len(offer))), axis=0)
    needs = offer["deal_id"].isin(approval["deal_id"]).to_numpy()
    steps = [
        _steps(OFFERS, offer["case_id"], "Angebot anlegen", start, start, place[0], "Vertrieb Innendienst"),
        _steps(OFFERS, offer["case_id"], "Preis kalkulieren", place[0], (place[0] + place[1]) / 2, place[1],
               "Vertrieb Innendienst"),
        _steps(OFFERS, offer["case_id"], AGAIN, place[1], place[1], place[2], "Vertrieb Innendienst").loc[needs],
        _steps(OFFERS, offer["case_id"], "Angebot fertigstellen", place[2], place[2], end, "Vertrieb Außendienst"),
    ]  # fmt: skip
    begin, done = clock(approval["entered_at"]), clock(approval["left_at"])
    steps.append(_steps(OFFERS, approval["case_id"], "Freigabe Rabatt", begin, np.maximum(done - 0.3, begin), done,
                        "Leitung Vertrieb"))  # fmt: skip
    last = moves[moves["stage_id"].isin([3, 4])].groupby("deal_id").last()
    sent, bargained = clock(last["left_at"]), last.index.isin(moves.loc[moves["stage_id"] == 5, "deal_id"])
    ending = np.where(bargained, "Angebot versenden", "Absage vermerken")
    done = sent + 0.3 + dice.uniform(0.1, 0.5, len(last))
    steps.append(_steps(OFFERS, last["case_id"], ending, sent, sent + 0.3, done, "Vertrieb Innendienst"))
    return pd.concat(steps, ignore_index=True)


def _complaints(world: World) -> pd.DataFrame:
    """The steps from the entry of a complaint to its end; some are looked into twice."""
    dice = world.dice("cases.complaints")
    rows = world.tables["tickets"].query("is_complaint").dropna(subset=["last_solved_at"])
    rows = rows.reset_index(drop=True)
    case = "R-" + rows["number"].astype(str)
    start, end = clock(rows["created_at"]), clock(rows["last_solved_at"])
    place = start + (end - start) * np.sort(dice.random((5, len(rows))), axis=0)
    team = rows["team"]
    asks = (rows["category_l1"] == "Lieferung") & (dice.random(len(rows)) < _ASKS)
    pays = rows["compensation"].notna() | (dice.random(len(rows)) < _PAYS / 3)
    twice = dice.random(len(rows)) < (_TWICE if world.plan.story else 0.1 * _TWICE)

    def step(name: str, a: Any, b: Any, done: Any, who: Any) -> pd.DataFrame:
        return _steps(COMPLAINTS, case, name, a, (a + b) / 2, done, who)

    return pd.concat(
        [
            step("Beschwerde erfassen", start, start, place[0] * 0.2 + start * 0.8, "Service"),
            step("Prüfen", place[0] * 0.2 + start * 0.8, place[0], place[0], team),
            step("Versanddienst anfragen", place[0], place[1], place[1], "Versand")[asks],
            step("Prüfen", place[1], place[2], place[2], team)[twice],
            step("Entscheiden", place[2], place[3], place[3], "Leitung Service"),
            step("Gutschrift buchen", place[3], place[4], place[4], "Verwaltung")[pays],
            step("Antwort an Kunden", place[4], end, end, "Service"),
        ],
        ignore_index=True,
    )  # fmt: skip


def _steps(process: str, case: pd.Series, activity: Any, enabled: Any, started: Any, done: Any,
           resource: Any) -> pd.DataFrame:  # fmt: skip
    """One step of each case; the times are office hours."""
    who = resource.to_numpy() if isinstance(resource, pd.Series) else resource
    return pd.DataFrame(
        {"process": process, "case_id": case.to_numpy(), "activity": activity, "resource": who,
         "enabled_at": time_of(enabled), "started_at": time_of(started), "completed_at": time_of(done)}
    )  # fmt: skip


def _tell(world: World) -> None:
    cases = world.tables["cases"]
    for name, process in (("offers", OFFERS), ("complaints", COMPLAINTS)):
        own = cases[cases["process"] == process].sort_values(["case_id", "completed_at", "case_event_id"])
        if own.empty:
            continue
        paths = own.groupby("case_id")["activity"].agg(" > ".join)
        again = own.duplicated(["case_id", "activity"]).groupby(own["case_id"]).any()
        world.told(Truth(
            f"process_{name}", "process", "rework_rate", {"process": process},
            effect=float(again.mean()), unit="share",
            more={"cases": len(paths), "events": len(own), "variants": int(paths.nunique()),
                  "commonest": paths.value_counts().index[0]},
        ))  # fmt: skip
