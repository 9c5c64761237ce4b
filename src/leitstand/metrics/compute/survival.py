"""How long something takes when some cases are still open: Kaplan–Meier."""

from __future__ import annotations

import math
from collections.abc import Sequence

from leitstand.metrics.compute.intervals import Interval, Z


def kaplan_meier(durations: Sequence[float], done: Sequence[bool]) -> list[tuple[float, float, float]]:
    """Steps (time, share still open after it, Greenwood sum) of the survival curve.

    durations: time until the end, or until today for open cases (done = False). Kaplan and Meier (1958).
    """
    steps: list[tuple[float, float, float]] = []
    at_risk, share, greenwood = len(durations), 1.0, 0.0
    ordered = sorted(zip(durations, done, strict=True))
    place = 0
    while place < len(ordered):
        time, ended, left = ordered[place][0], 0, 0
        while place < len(ordered) and ordered[place][0] == time:
            ended += ordered[place][1]
            left += 1
            place += 1
        if ended:
            share *= 1 - ended / at_risk
            greenwood = greenwood + ended / (at_risk * (at_risk - ended)) if at_risk > ended else math.inf
            steps.append((time, share, greenwood))
        at_risk -= left
    return steps


def quantile(durations: Sequence[float], done: Sequence[bool], q: float) -> tuple[float | None, Interval | None]:
    """The time by which the share `q` of all cases is done, with its interval.

    The time is None where so few are done that it is not reached. Interval: Brookmeyer and Crowley (1982), on the
    complementary log-log scale; its upper end may be infinite, then there is none.
    """
    steps = kaplan_meier(durations, done)
    target = 1 - q
    time = next((t for t, share, _ in steps if share <= target + 1e-12), None)
    if time is None:
        return None, None
    inside = [t for t, share, greenwood in steps if _encloses(share, greenwood, target)]
    if not inside:
        return time, None
    beyond = next((t for t, *_ in steps if t > inside[-1]), None)
    return time, (min(inside[0], time), beyond) if beyond is not None else None


def _encloses(share: float, greenwood: float, target: float) -> bool:
    if not 0 < share < 1 or math.isinf(greenwood):
        return False
    spread = math.sqrt(greenwood) / abs(math.log(share))
    distance = math.log(-math.log(share)) - math.log(-math.log(target))
    return abs(distance) <= Z * spread
