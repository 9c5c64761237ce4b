"""A customer has rated badly, and nobody has talked to them since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.sight import Sight

LATELY = timedelta(days=30)
DETRACTOR = 6
LOW = 0.25
"""Place on the scale (0 worst, 1 best) up to which an answer is bad: 1 and 2 out of 5."""
SHARE = 0.2
"""Share of the margin expected within a year that hangs on a reaction; judgement."""
INSTRUMENTS = {
    "nps": Text(de="Weiterempfehlung (NPS)", en="recommendation (NPS)"),
    "csat": Text(de="Zufriedenheit (CSAT)", en="satisfaction (CSAT)"),
    "ces": Text(de="Aufwand (CES)", en="effort (CES)"),
    "csi": Text(de="Zufriedenheit (CSI)", en="satisfaction (CSI)"),
    "acsi": Text(de="Zufriedenheit (ACSI)", en="satisfaction (ACSI)"),
}


def look(sight: Sight) -> Iterator[Task]:
    rows = sight.of_customers("answer_score", "answer_id", "answered_on", "item_key", "score", "instrument", "quality")
    rows = rows.dropna(subset=["answered_on", "quality"])
    recent = rows[rows.answered_on > sight.until("survey_answer") - LATELY]
    nps = recent.instrument == "nps"
    bad = recent[(nps & (recent.score <= DETRACTOR)) | (~nps & (recent.quality <= LOW))]
    latest = recent.groupby("customer").answered_on.max()
    bad = bad[bad.answered_on == bad.customer.map(latest)]  # a better answer since then settles it
    spoken = bad.customer.map(sight.last_talk)
    bad = bad[~(spoken >= bad.answered_on).fillna(False).astype(bool)]
    worst = bad.sort_values(["quality", "answer_id"])
    worst = worst.assign(count=worst.groupby("customer").answer_id.transform("size")).drop_duplicates("customer")
    worst = worst.assign(ahead=sight.year_ahead(worst.customer), spoken=worst.customer.map(sight.last_talk))
    for row in worst.to_dict("records"):
        day = row["answered_on"].date()
        yield Task(
            customer=int(row["customer"]),
            evidence={
                "answered_on": day, "instrument": INSTRUMENTS.get(row["instrument"]), "score": float(row["score"]),
                "item": row["item_key"], "bad_answers": int(row["count"]),
                "last_talk_on": row["spoken"].date() if row["spoken"] == row["spoken"] else None,
                "margin_ahead": float(row["ahead"]), "share": SHARE,
            },
            stake=SHARE * float(row["ahead"]),
            news=(day,),
            records=(("survey_answer", int(row["answer_id"])),),
        )  # fmt: skip


TRIGGER = Trigger(
    title=Text(de="Schlechte Bewertung", en="Bad rating"),
    reason=Text(
        de="Hat am {answered_on} {score} gegeben: {instrument}. Seitdem ist kein Gespräch verzeichnet (letztes: "
        "{last_talk_on}).",
        en="Gave {score} on {answered_on}: {instrument}. No talk has been recorded since (last one: {last_talk_on}).",
    ),
    step=Text(
        de="Innerhalb von zwei Tagen anrufen, zuhören, bedauern und sagen, was Sie tun werden.",
        en="Call within two days, listen, say that you are sorry and what you will do.",
    ),
    worth=Text(
        de="{share} der in zwölf Monaten erwarteten Marge ({margin_ahead}); der Anteil ist eine Einschätzung.",
        en="{share} of the margin expected within twelve months ({margin_ahead}); the share is a judgement.",
    ),
    facts={
        "answered_on": Fact(Text(de="beantwortet", en="answered"), "date"),
        "instrument": Fact(Text(de="gefragt nach", en="asked about"), "text"),
        "score": Fact(Text(de="schlechteste Antwort", en="worst answer"), "points"),
        "item": Fact(Text(de="Punkt der Umfrage", en="item of the survey"), "text"),
        "bad_answers": Fact(Text(de="schlechte Antworten an dem Tag", en="bad answers on that day"), "count"),
        "last_talk_on": Fact(Text(de="letztes Gespräch laut CRM", en="last talk according to the CRM"), "date"),
        "margin_ahead": Fact(Text(de="in zwölf Monaten erwartete Marge", en="margin expected in a year"), "currency"),
        "share": Fact(Text(de="Anteil, um den es geht", en="share that is at stake"), "ratio"),
    },
    needs=("survey_answer", "survey_invite", "survey"),
    role="service",
    due=2,
    look=look,
)
