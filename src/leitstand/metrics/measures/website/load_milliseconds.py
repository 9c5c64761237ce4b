"""Time until the largest content of a page was shown to a real visitor."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Ladezeit bis zum größten Inhalt", en="Largest contentful paint"),
    table="web_event",
    time="occurred_on",
    joins=("web_session.is_bot",),
    aggregate="mean",
    value=lambda event: event.lcp_ms,
    where=lambda event: event.lcp_ms.notnull() & ~event["web_session.is_bot"].fill_null(False),
    additive=False,
    ever=("web_event.lcp_ms",),
    unit="milliseconds",
    direction="down",
)
