"""From advice to action and back: targets, scenarios, effects of actions, control, tasks and lessons.

The four functions measure the effect of an action on plain data, without a workspace. Each answers an `Effect`:
estimate, low, high (95 %), p, n and the checks of what the design assumes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from leitstand.planning.effects.contract import Effect

__all__ = ["ab_test", "difference_in_differences", "interrupted_time_series", "synthetic_control"]


def ab_test(
    outcome: npt.ArrayLike,
    treated: npt.ArrayLike,
    *,
    covariate: npt.ArrayLike | None = None,
    denominator: npt.ArrayLike | None = None,
    cluster: Sequence[object] | npt.ArrayLike | None = None,
    share: float = 0.5,
) -> Effect:
    """Treated minus control, where chance made the arms; one value per unit. See effects.ab_test.ab_test.

    >>> found = ab_test([1] * 60 + [0] * 40 + [1] * 40 + [0] * 60, [1] * 100 + [0] * 100)
    >>> round(found.estimate, 2), round(found.low, 3), round(found.high, 3)
    (0.2, 0.061, 0.328)
    """
    from leitstand.planning.effects.ab_test import ab_test

    return ab_test(outcome, treated, covariate=covariate, denominator=denominator, cluster=cluster, share=share)


def difference_in_differences(
    data: pd.DataFrame, *, unit: str, time: str, outcome: str, treated: str, scale: Literal["level", "log"] = "level"
) -> Effect:
    """Change of the treated units minus change of the others. See effects.difference_in_differences.

    data: one row per unit and period; `treated` is 1 in the rows of treated units from their start on.

    >>> import pandas as pd
    >>> rows = [(shop, week, week % 3 + shop + 5 * (shop < 6 and week > 9), int(shop < 6 and week > 9))
    ...         for shop in range(12) for week in range(20)]
    >>> data = pd.DataFrame(rows, columns=["shop", "week", "sales", "on"])
    >>> found = difference_in_differences(data, unit="shop", time="week", outcome="sales", treated="on")
    >>> round(found.estimate, 6)
    5.0
    """
    from leitstand.planning.effects.difference_in_differences import difference_in_differences

    return difference_in_differences(data, unit=unit, time=time, outcome=outcome, treated=treated, scale=scale)


def synthetic_control(
    data: pd.DataFrame,
    *,
    unit: str,
    time: str,
    outcome: str,
    treated: str,
    predictors: Sequence[tuple[str, Any, Any]] | None = None,
    fit: tuple[Any, Any] | None = None,
) -> Effect:
    """The one treated unit minus a mixture of the others, whose `weights` come with it. See effects.synthetic_control.

    data, treated: as in difference_in_differences, with one treated unit. predictors: (column, first, last period).

    >>> import pandas as pd
    >>> course = {"a": [1, 2, 3, 9], "b": [0, 2, 2, 4], "c": [2, 2, 4, 6]}
    >>> rows = [(name, year, sales, int(name == "a" and year == 3))
    ...         for name, of_years in course.items() for year, sales in enumerate(of_years)]
    >>> data = pd.DataFrame(rows, columns=["land", "year", "sales", "on"])
    >>> found = synthetic_control(data, unit="land", time="year", outcome="sales", treated="on")
    >>> round(found.estimate, 3), round(found.weights["b"], 3)
    (4.0, 0.5)
    """
    from leitstand.planning.effects.synthetic_control import synthetic_control

    return synthetic_control(
        data, unit=unit, time=time, outcome=outcome, treated=treated, predictors=predictors, fit=fit
    )


def interrupted_time_series(
    series: Sequence[float] | npt.ArrayLike,
    start: int,
    *,
    period: int | None = None,
    controls: npt.ArrayLike | None = None,
    scale: Literal["level", "log"] = "level",
) -> Effect:
    """A series from `start` on against how it would have gone on. See effects.interrupted_time_series.

    period: periods in a year (12, 52), None for no season. controls: untouched series, one column each.

    >>> found = interrupted_time_series([3, 5, 4, 3, 5, 4, 5, 3, 4, 4, 5, 3, 4, 4, 11, 9, 10, 9, 11, 10], 14)
    >>> round(found.estimate), found.low > 3
    (6, True)
    """
    from leitstand.planning.effects.interrupted_time_series import interrupted_time_series

    return interrupted_time_series(series, start, period=period, controls=controls, scale=scale)
