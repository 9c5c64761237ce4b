"""The website: visits, what happened in them, pages and their parts, and totals taken over from Google Analytics."""

from __future__ import annotations

from leitstand.foundation.schema.columns import (
    boolean,
    currency,
    date,
    enum,
    instant,
    integer,
    key,
    money,
    number,
    personal,
    ref,
    text,
)
from leitstand.foundation.schema.contract import Privacy, Table
from leitstand.foundation.text import Text

_WEB_SESSION = Table(
    name="web_session",
    meaning=Text(de="Besuch der Website", en="Session on the website"),
    columns=personal(
        key("session_id", "Besuch", "Session", Privacy.ONLINE),
        text("visitor_id", "Besucher (wechselnder Hash)", "Visitor (rotating hash)", Privacy.ONLINE),
        ref("customer_key", "customer", "Kunde, nur mit Einwilligung", "Customer, only with consent"),
        instant("started_at", "Begonnen", "Started"),
        instant("ended_at", "Beendet", "Ended"),
        number("engaged_seconds", "seconds", "Zeit mit Aufmerksamkeit", "Engaged time"),
        integer("pageviews", "views", "Seitenaufrufe", "Page views"),
        boolean(
            "is_engaged",
            "Über 10 Sekunden, ein Schlüsselereignis oder mindestens 2 Seitenaufrufe (Regel von GA4)",
            "Over 10 seconds, a key event or at least 2 page views (GA4 rule)",
        ),
        boolean(
            "is_bounce",
            "Absprung nach der Regel der Quelle; zwischen Quellen nicht vergleichbar",
            "Bounce by the rule of the source; not comparable between sources",
        ),
        ref("landing_page_id", "page", "Einstiegsseite", "Landing page"),
        ref("exit_page_id", "page", "Ausstiegsseite", "Exit page"),
        text("channel_group", "Kanalgruppe", "Channel group"),
        text("source", "Quelle des Besuchs", "Traffic source"),
        text("medium", "Medium des Besuchs", "Traffic medium"),
        text("campaign", "Kampagne laut Adresszeile", "Campaign as tagged in the address"),
        enum("device", ("desktop", "mobile", "tablet", "tv", "other"), "Geräteart", "Device"),
        text("country", "Land (ISO 3166, zwei Zeichen)", "Country (ISO 3166, two letters)"),
        enum("consent_state", ("given", "denied", "unknown"), "Stand der Einwilligung", "State of consent"),
        boolean("is_bot", "Automatischer Zugriff", "Automated access"),
        boolean("converted", "Ziel erreicht", "Goal reached"),
    ),
    key=("session_id",),
    event_time="started_at",
    later=("ended_at",),
)

_WEB_EVENT = Table(
    name="web_event",
    meaning=Text(de="Ereignis während eines Besuchs", en="Event during a session"),
    columns=personal(
        key("event_id", "Ereignis", "Event"),
        ref("session_id", "web_session", "Besuch", "Session", Privacy.ONLINE),
        instant("occurred_at", "Geschehen", "Occurred"),
        text(
            "event_name",
            "Name, etwa page_view, view_item, add_to_cart, begin_checkout, purchase, form_submit, search",
            "Name, such as page_view, view_item, add_to_cart, begin_checkout, purchase, form_submit, search",
        ),
        ref("page_id", "page", "Seite", "Page"),
        ref("element_id", "page_element", "Element der Seite", "Page element"),
        ref("order_id", "order", "Bestellung", "Order"),
        money("value", "Wert des Ereignisses", "Value of the event"),
        currency(),
        integer("lcp_ms", "milliseconds", "Ladezeit bis zum größten Inhalt", "Largest contentful paint"),
    ),
    key=("event_id",),
    event_time="occurred_at",
)

_PAGE = Table(
    name="page",
    meaning=Text(de="Seite der Website", en="Page of the website"),
    columns=(
        key("page_id", "Seite", "Page"),
        text("url_path", "Pfad ohne Anfrageteil", "Path without the query string"),
        text("template", "Seitentyp", "Template"),
        integer("funnel_step", "rank", "Stufe im Kauftrichter, falls eine", "Step in the purchase funnel, if any"),
    ),
    key=("page_id",),
)

_PAGE_ELEMENT = Table(
    name="page_element",
    meaning=Text(de="Element einer Seite, das man sehen oder anklicken kann", en="Part of a page to see or click"),
    columns=(
        key("element_id", "Element", "Element"),
        ref("page_id", "page", "Seite", "Page"),
        text("name", "Bezeichnung", "Name"),
        enum("kind", ("link", "button", "form", "banner", "image", "video", "widget"), "Art", "Kind"),
        text("target_url", "Ziel ohne Anfrageteil", "Target without the query string"),
        text("position", "Platz auf der Seite", "Place on the page"),
        text("variant", "Variante", "Variant"),
    ),
    key=("element_id",),
)

_ELEMENT_DAY = Table(
    name="element_day",
    meaning=Text(de="Tageszahlen eines Elements der Website", en="Daily figures of a page element"),
    columns=(
        ref("element_id", "page_element", "Element", "Element"),
        date("day", "Tag", "Day"),
        text("variant", "Variante", "Variant"),
        integer("impressions", "views", "Sichtbare Einblendungen", "Viewable impressions"),
        integer("interactions", "interactions", "Interaktionen", "Interactions"),
        integer("sessions_exposed", "sessions", "Besuche, die es sahen", "Sessions that saw it"),
        integer(
            "sessions_exposed_converted",
            "sessions",
            "Besuche, die es sahen und das Ziel erreichten",
            "Sessions that saw it and reached the goal",
        ),
    ),
    key=("element_id", "day", "variant"),
    event_time="day",
)

_WEB_AGGREGATE = Table(
    name="web_aggregate",
    meaning=Text(
        de=(
            "Summen einer Web-Analyse je Zeitraum und Merkmal, wie die Quelle sie nennt. Nutzer werden nie über Tage "
            "summiert: Wer an zwei Tagen kommt, zählt im Monat einmal"
        ),
        en=(
            "Totals of a web analytics tool per range and dimension, as the source reports them. Users are never "
            "summed over days: who comes on two days counts once in the month"
        ),
    ),
    columns=(
        text("property", "Website oder Property in der Quelle", "Website or property in the source"),
        date("range_start", "Erster Tag des Zeitraums", "First day of the range"),
        date("range_end", "Letzter Tag des Zeitraums (einschließlich)", "Last day of the range (inclusive)"),
        enum(
            "grain",
            ("day", "week", "month", "quarter", "year", "range"),
            "Länge des Zeitraums; range = frei gewählt",
            "Length of the range; range = chosen freely",
        ),
        text(
            "dimensions",
            "Merkmale der Zeile, mit Komma getrennt; leer = Gesamtsumme",
            "Dimensions of the row, separated by commas; empty = grand total",
        ),
        text("channel_group", "Kanalgruppe, leer = alle", "Channel group, empty = all"),
        text("device", "Geräteart, leer = alle", "Device, empty = all"),
        text("country", "Land, leer = alle", "Country, empty = all"),
        text("landing_page", "Einstiegsseite, leer = alle", "Landing page, empty = all"),
        text("campaign", "Kampagne, leer = alle", "Campaign, empty = all"),
        text("source_medium", "Quelle und Medium, leer = alle", "Source and medium, empty = all"),
        integer("users", "people", "Nutzer, nie summieren", "Users, never sum"),
        integer("sessions", "sessions", "Besuche", "Sessions"),
        integer("engaged_sessions", "sessions", "Besuche mit Interaktion", "Engaged sessions"),
        integer("pageviews", "views", "Seitenaufrufe", "Page views"),
        number("key_events", "events", "Schlüsselereignisse", "Key events"),
        integer("transactions", "orders", "Käufe", "Transactions"),
        money("revenue", "Umsatz laut Quelle", "Revenue as the source reports it"),
        currency(),
    ),
    key=(
        "property",
        "range_start",
        "range_end",
        "grain",
        "dimensions",
        "channel_group",
        "device",
        "country",
        "landing_page",
        "campaign",
        "source_medium",
    ),
    event_time="range_start",
    later=("range_end",),
)

TABLES = (_WEB_SESSION, _WEB_EVENT, _PAGE, _PAGE_ELEMENT, _ELEMENT_DAY, _WEB_AGGREGATE)
