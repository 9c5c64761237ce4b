"""Element conversion contrast: do visits that use an element reach the goal more often?"""

from __future__ import annotations

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric

LEAST = 30  # visits per group


def contrast(
    users: float | None,
    users_converted: float | None,
    exposed: float | None,
    exposed_converted: float | None,
    days: int,
) -> tuple[float, float] | None:
    """Difference of the two shares; None where a group is too small."""
    used, used_goal = users or 0.0, users_converted or 0.0
    only_seen, seen_goal = (exposed or 0.0) - used, (exposed_converted or 0.0) - used_goal
    if used < LEAST or only_seen < LEAST or seen_goal < 0:
        return None
    return used_goal / used - seen_goal / only_seen, 1.0


METRIC = Metric(
    title=Text(de="Konversionsunterschied je Seitenelement", en="Element conversion contrast"),
    question=Text(
        de="Erreichen Besuche, die ein Element benutzen, das Ziel öfter als die, die es nur sehen?",
        en="Do visits that use an element reach the goal more often than those that only see it?",
    ),
    formula=Text(
        de="Abschlussrate der Besuche, die es benutzten − Abschlussrate der Besuche, die es nur sahen (Prozentpunkte)",
        en="Conversion of visits that used it − conversion of visits that only saw it (percentage points)",
    ),
    caveat=Text(
        de="Ein Zusammenhang, keine Wirkung: Wer kaufen will, klickt mehr. Von Wirkung darf nur nach einem "
        "Versuch mit Zufallsgruppen die Rede sein. Mindestens 30 Besuche je Gruppe; nach Element "
        "gegliedert lesen.",
        en="An association, not an effect: buyers click more. Only an experiment with random groups may "
        "speak of effect. At least 30 visits per group; read it split by element.",
    ),
    kind=Derived(
        inputs={
            "users": Input("element_user_session_count"),
            "users_converted": Input("element_user_converted_session_count"),
            "exposed": Input("exposed_session_count"),
            "exposed_converted": Input("exposed_converted_session_count"),
        },
        formula=contrast,
        scale=100,
    ),
    unit="points",
    direction="context",
    dimensions={"element_position", "page", "page_element"},
    grains=("week", "month", "quarter", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "page_element": [{"kind": "button", "name": "chat"}],
                "element_day": [
                    {"element_id": 1, "day": "2024-03-05", "sessions_exposed": 150, "sessions_exposed_converted": 18}
                ],
                "web_session": [{"started_at": "2024-03-05", "converted": n < 10} for n in range(50)],
                "web_event": [
                    {"session_id": n, "occurred_at": "2024-03-05", "element_id": 1} for n in (*range(1, 51), 1)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=12,
            sum=Text(
                de=(
                    "10 von 50, die es benutzten − 8 der 100 übrigen: 20 % − 8 %; der zweite Klick von Besuch 1 zählt "
                    "nicht"
                ),
                en="10 of 50 users − 8 of the 100 others: 20 % − 8 %; the second click of visit 1 does not count",
            ),
        ),
        Example(
            rows={
                "page_element": [{"kind": "button", "name": "chat"}],
                "element_day": [
                    {"element_id": 1, "day": "2024-03-05", "sessions_exposed": 60, "sessions_exposed_converted": 18}
                ],
                "web_session": [{"started_at": "2024-03-05", "converted": n < 10} for n in range(50)],
                "web_event": [{"session_id": n, "occurred_at": "2024-03-05", "element_id": 1} for n in range(1, 51)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(de="nur 10 Besuche sahen es, ohne es zu benutzen", en="only 10 visits saw it without using it"),
        ),
    ],
    source="Kohavi, Tang and Xu, Trustworthy Online Controlled Experiments (2020)",
)
