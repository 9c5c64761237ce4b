"""What is known of visits: one row per visit (without bots), and beside them the totals of web analytics tools."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

SPLITS = ("channel_group", "device", "country", "landing_page", "campaign", "source_medium")


def build(facts: Facts) -> Any:
    """Columns are null where the row does not tell; `split` is null for a visit, empty for a grand total."""
    return _visits(facts).union(_totals(facts))


def _visits(facts: Facts) -> Any:
    import ibis

    sessions = facts.table("web_session")
    sessions = sessions.filter(~sessions.is_bot.fill_null(False), sessions.started_on <= facts.as_of)
    started = ibis.struct({"at": sessions.started_at, "id": sessions.session_id})
    first = sessions.group_by(visitor=sessions.visitor_id).aggregate(first_session=sessions.session_id.argmin(started))
    sessions = sessions.left_join(first, sessions.visitor_id == first.visitor)
    kind = (sessions.session_id == sessions.first_session).ifelse("new", "returning")
    sessions = sessions.mutate(visitor_kind=sessions.visitor_id.isnull().ifelse(ibis.null("string"), kind))
    pages = facts.table("page").select("page_id", "url_path")
    sessions = sessions.left_join(pages, sessions.landing_page_id == pages.page_id)
    bought = _purchases(facts)
    sessions = sessions.left_join(bought, "session_id")
    return sessions.select(
        "session_id", "visitor_id", "visitor_kind",
        owner=ibis.null("string"), split=ibis.null("string"),
        range_start=sessions.started_on, range_end=sessions.started_on,
        channel_group=sessions.channel_group, device=sessions.device, country=sessions.country,
        landing_page=sessions.url_path, campaign=sessions.campaign,
        users=ibis.null("int64"), sessions=ibis.literal(1, "int64"),
        engaged_sessions=sessions.is_engaged.cast("int64"), pageviews=sessions.pageviews.cast("int64"),
        transactions=sessions.transactions.cast("int64"), revenue_base=sessions.revenue_base.cast("float64"),
        currency=sessions.foreign,
    )  # fmt: skip


def _purchases(facts: Facts) -> Any:
    """Per visit with recorded events: purchases and value; an order reported twice (page reloaded) counts once."""
    import ibis

    events = facts.table("web_event")
    bought = events.filter(events.event_name == "purchase")
    purchase = bought.order_id.cast("string").coalesce(ibis.literal("e") + bought.event_id.cast("string"))
    orders = bought.group_by(bought.session_id, purchase=purchase).aggregate(
        value=bought.value_base.max(),
        foreign=bought.currency.max(where=bought.value.notnull() & bought.value_base.isnull()),
    )
    sums = orders.group_by(visit=orders.session_id).aggregate(
        bought=orders.count(), value=orders.value.sum(), foreign=orders.foreign.max()
    )
    visits = events.select("session_id").distinct()  # those without a purchase too
    visits = visits.left_join(sums, visits.session_id == sums.visit)
    visits = visits.select(
        "session_id", "foreign", transactions=visits.bought.fill_null(0), revenue=visits.value.fill_null(0)
    )
    # A value without a rate makes the visit's revenue unknown; the currency then says why.
    return visits.mutate(revenue_base=visits.foreign.isnull().ifelse(visits.revenue, None)).drop("revenue")


def _totals(facts: Facts) -> Any:
    import ibis

    rows = facts.table("web_aggregate")
    named: Any = ibis.literal("")
    for column in SPLITS:
        named = named + rows[column].notnull().ifelse(f"{column},", "")
    rows = rows.mutate(split=rows.dimensions.fill_null(named), owner=rows.property.fill_null(""))
    same = ["owner", "split", "range_start", "range_end", *SPLITS]
    latest = ibis.row_number().over(ibis.window(group_by=same, order_by=[rows.ingested_at.desc(), rows.row_key]))
    rows = rows.mutate(place=latest).filter(lambda t: t.place == 0)
    return rows.select(
        session_id=ibis.null("int64"), visitor_id=ibis.null("string"), visitor_kind=ibis.null("string"),
        owner=rows.owner, split=rows.split, range_start=rows.range_start, range_end=rows.range_end,
        channel_group=rows.channel_group, device=rows.device, country=rows.country,
        landing_page=rows.landing_page, campaign=rows.campaign,
        users=rows.users.cast("int64"), sessions=rows.sessions.cast("int64"),
        engaged_sessions=rows.engaged_sessions.cast("int64"), pageviews=rows.pageviews.cast("int64"),
        transactions=rows.transactions.cast("int64"), revenue_base=rows.revenue_base.cast("float64"),
        currency=rows.currency,
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Besuche der Website und Summen der Web-Analyse", en="Website visits and totals of web analytics"),
    build=build,
    sources=("web_session", "web_aggregate", "web_event", "page"),
    either=("web_session", "web_aggregate"),
    key="session_id",
    references={"session_id": "web_session"},
    extends="web_session",
    days=("range_start", "range_end"),
)
