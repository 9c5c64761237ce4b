"""Open deals whose expected close is past."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(
        de="Offene Verkaufschancen, deren erwarteter Abschluss vorbei ist", en="Open deals whose expected close is past"
    ),
    table="deal",
    field="expected_close_date",
    dimension="timeliness",
    severity="doubtful",
    where="t.outcome = 'open' AND t.expected_close_date IS NOT NULL",
    fails="t.expected_close_date < $as_of",
    reason=Text(
        de="Die Vorhersage zählt mit Geschäft, dessen Tag schon vergangen ist.",
        en="The forecast counts on business whose day has passed.",
    ),
    advice=Text(
        de="Bitten Sie den Vertrieb um ein neues Datum oder um den Abschluss.",
        en="Ask sales for a new date or to close the deal.",
    ),
    bad={"deal": [{"outcome": "open", "expected_close_date": "2024-05-01"}]},
    good={"deal": [{"outcome": "open", "expected_close_date": "2199-05-01"}]},
)
