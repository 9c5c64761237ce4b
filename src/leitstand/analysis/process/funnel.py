"""What became of those who entered each stage: five outcomes that add up to the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

OUTCOMES = ("advanced", "won", "lost", "moved_back", "still_there")


def stage_funnel(moves: pd.DataFrame) -> pd.DataFrame:
    """One row per stage, first stage first: entered and OUTCOMES, which add up to it; median_days in the stage.

    moves: one row per stay in a stage: case_id, stage, position, entered_at, left_at (NaT: still there, or not
    recorded), is_end (the stage stands for won or lost itself), outcome ("won", "lost", or open) of the case.
    A stay ends as its case went on: to a later stage, to an earlier one, or, where it is the last, with the case's own
    outcome; a case that is neither decided nor moved is still there.
    """
    stays = moves.sort_values(["case_id", "entered_at", "position"], kind="stable")
    following = stays.groupby("case_id").position.shift(-1)
    left = stays.left_at.fillna(stays.groupby("case_id").entered_at.shift(-1))
    decided = stays.outcome.where(following.isna() | stays.groupby("case_id").is_end.shift(-1).eq(True))
    stays = stays.assign(
        days=(left - stays.entered_at).dt.total_seconds() / 86_400,
        became=np.select(
            [decided.eq("won"), decided.eq("lost"), following > stays.position, following < stays.position],
            ["won", "lost", "advanced", "moved_back"],
            "still_there",
        ),
    )
    stays = stays[~stays.is_end.astype(bool)]
    # entered again right away: the stage went on, nothing became of it
    counts = stays.groupby(["position", "stage"]).became.value_counts().unstack(fill_value=0)
    found = counts.reindex(columns=list(OUTCOMES), fill_value=0).astype(int)
    found.insert(0, "entered", found.sum(axis=1))
    found["median_days"] = stays.groupby(["position", "stage"]).days.median()
    return found.reset_index()


def step_funnel(steps: pd.DataFrame) -> pd.DataFrame:
    """The same for a log without an order of stages: what followed each step of an activity, commonest place first.

    activity, entered, and what adds up to it: went_on (to an activity not done yet in the case), went_back (to one that
    was done before), repeated (the same once more), ended (the last step recorded). steps: of `steps.steps_of`.
    """
    after = steps.groupby("case_id", sort=False)
    following, again = after.activity.shift(-1), after.again.shift(-1)
    became = np.select(
        [following.isna(), following.eq(steps.activity), again.eq(True)], ["ended", "repeated", "went_back"], "went_on"
    )
    counts = steps.assign(became=became).groupby("activity").became.value_counts().unstack(fill_value=0)
    found = counts.reindex(columns=["went_on", "went_back", "repeated", "ended"], fill_value=0).astype(int)
    found.insert(0, "entered", found.sum(axis=1))
    place = steps.groupby("activity").position.median()
    return found.loc[place.sort_values(kind="stable").index].reset_index()
