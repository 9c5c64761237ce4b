"""Campaigns, touchpoints and experiments, and how the CRM itself is used."""

from __future__ import annotations

from leitstand.foundation.schema.columns import (
    currency,
    date,
    enum,
    instant,
    integer,
    json,
    key,
    money,
    number,
    personal,
    ref,
    share,
    text,
)
from leitstand.foundation.schema.contract import Privacy, Table
from leitstand.foundation.text import Text

_CAMPAIGN = Table(
    name="campaign",
    meaning=Text(de="Kampagne", en="Campaign"),
    columns=(
        key("campaign_id", "Kampagne", "Campaign"),
        text("name", "Bezeichnung", "Name"),
        enum("type", ("acquisition", "retention", "winback", "service"), "Ziel der Kampagne", "Aim of the campaign"),
        text("channel", "Kanal", "Channel"),
        date("start", "Erster Tag", "First day"),
        date("end", "Letzter Tag (einschließlich)", "Last day (inclusive)"),
        money("budget", "Budget", "Budget"),
        currency(),
        share("holdout_share", "Anteil der Vergleichsgruppe ohne Kampagne", "Share held out as control group"),
    ),
    key=("campaign_id",),
    event_time="start",
)

_TOUCHPOINT = Table(
    name="touchpoint",
    meaning=Text(de="Berührung mit einem Kunden oder Ansprechpartner", en="Touchpoint with a customer or contact"),
    columns=personal(
        key("touchpoint_id", "Berührung", "Touchpoint"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        ref("contact_key", "contact", "Ansprechpartner", "Contact"),
        instant("occurred_at", "Geschehen", "Occurred"),
        ref("campaign_id", "campaign", "Kampagne", "Campaign"),
        text("channel", "Kanal", "Channel"),
        enum("kind", ("impression", "click", "open", "reply", "call", "visit", "meeting"), "Art", "Kind"),
        money("cost", "Kosten", "Cost"),
        currency(),
    ),
    key=("touchpoint_id",),
    event_time="occurred_at",
)

_ASSIGNMENT = Table(
    name="assignment",
    meaning=Text(
        de="Zuteilung zu einer Gruppe eines Versuchs; je nach Einheit ist genau eine der Einheitsspalten gefüllt",
        en="Assignment to an arm of an experiment; depending on the unit exactly one of the unit columns is filled",
    ),
    columns=personal(
        key("assignment_id", "Zuteilung", "Assignment"),
        ref("campaign_id", "campaign", "Kampagne, falls eine", "Campaign, if any"),
        text("action_id", "Maßnahme, falls eine", "Action, if any"),
        enum("unit_type", ("customer", "session", "region", "team"), "Art der Einheit", "Kind of unit"),
        ref("customer_key", "customer", "Kunde, falls Einheit", "Customer, if the unit"),
        ref("session_id", "web_session", "Besuch, falls Einheit", "Session, if the unit", Privacy.ONLINE),
        text("unit_key", "Region oder Team, falls Einheit", "Region or team, if the unit"),
        text("arm", "Gruppe im Versuch", "Arm of the experiment"),
        instant("assigned_at", "Zugeteilt", "Assigned"),
    ),
    key=("assignment_id",),
    event_time="assigned_at",
)

_CRM_ACTIVITY = Table(
    name="crm_activity",
    meaning=Text(
        de="Aktivität im CRM: wann sie geschah und wann sie eingetragen wurde",
        en="Activity in the CRM: when it happened and when it was logged",
    ),
    columns=personal(
        key("activity_id", "Aktivität", "Activity"),
        ref("employee_id", "employee", "Beschäftigter", "Employee", Privacy.EMPLOYEE),
        ref("customer_key", "customer", "Kunde", "Customer"),
        ref("deal_id", "deal", "Verkaufschance", "Deal"),
        ref("ticket_id", "ticket", "Anliegen", "Ticket"),
        enum("type", ("call", "email", "meeting", "note", "task"), "Art", "Kind"),
        instant("occurred_at", "Geschehen", "Occurred"),
        instant("logged_at", "Eingetragen", "Logged"),
        instant("due_at", "Fällig", "Due"),
        instant("done_at", "Erledigt", "Done"),
    ),
    key=("activity_id",),
    event_time="occurred_at",
    later=("logged_at", "done_at"),
    capture_time="logged_at",
)

_CRM_USAGE_DAY = Table(
    name="crm_usage_day",
    meaning=Text(
        de="Nutzung des CRM je Tag; wird nur auf Ebene des Teams ausgewertet",
        en="Use of the CRM per day; only evaluated at team level",
    ),
    columns=personal(
        ref("employee_id", "employee", "Beschäftigter", "Employee"),
        date("day", "Tag", "Day"),
        integer("logins", "times", "Anmeldungen", "Logins"),
        integer("records_created", "records", "Angelegte Datensätze", "Records created"),
        integer("records_updated", "records", "Geänderte Datensätze", "Records updated"),
        integer("reports_viewed", "reports", "Angesehene Berichte", "Reports viewed"),
        number("minutes_active", "minutes", "Aktive Zeit", "Active time"),
        privacy=Privacy.EMPLOYEE,
    ),
    key=("employee_id", "day"),
    event_time="day",
)

_FIELD_CHANGE = Table(
    name="field_change",
    meaning=Text(
        de="Änderung eines Feldes im CRM; Werte nur als Hash", en="Change of a field in the CRM; values only as hash"
    ),
    columns=personal(
        key("field_change_id", "Änderung", "Change"),
        text("object", "Art des Datensatzes, etwa deal", "Kind of record, such as deal"),
        # A record may be a person and this column leads into no single key map: only its hash may be stored.
        text("record_id", "Datensatz im Quellsystem", "Record in the source system", Privacy.ONLINE),
        text("field", "Feld", "Field"),
        text("old_hash", "Hash des Wertes davor", "Hash of the value before"),
        text("new_hash", "Hash des Wertes danach", "Hash of the value after"),
        instant("changed_at", "Geändert", "Changed"),
        ref("changed_by", "employee", "Geändert durch", "Changed by", Privacy.EMPLOYEE),
        enum("via", ("ui", "import", "api", "automation"), "Weg der Änderung", "Way of the change"),
    ),
    key=("field_change_id",),
    event_time="changed_at",
)

_DQ_RULE = Table(
    name="dq_rule",
    meaning=Text(de="Regel der Datenqualität", en="Data quality rule"),
    columns=(
        text("rule_id", "Regel", "Rule"),
        text("object", "Geprüfte Tabelle", "Table checked"),
        text("field", "Geprüftes Feld", "Field checked"),
        enum(
            "dimension",
            ("completeness", "validity", "uniqueness", "timeliness", "consistency", "accuracy"),
            "Seite der Datenqualität",
            "Dimension of data quality",
        ),
        text("expression", "Bedingung", "Condition"),
        number("weight", "factor", "Gewicht im Gesamtwert", "Weight in the total score"),
    ),
    key=("rule_id",),
)

_DQ_RESULT = Table(
    name="dq_result",
    meaning=Text(de="Ergebnis einer Prüfung der Datenqualität", en="Result of a data quality check"),
    columns=(
        text("rule_id", "Regel", "Rule"),
        instant("run_at", "Geprüft", "Checked"),
        integer("n_checked", "records", "Geprüfte Datensätze", "Records checked"),
        integer("n_failed", "records", "Beanstandete Datensätze", "Records that failed"),
    ),
    key=("rule_id", "run_at"),
    event_time="run_at",
)

_BUSINESS_EVENT = Table(
    name="business_event",
    meaning=Text(
        de="Ereignis im Unternehmen oder Markt, das Zahlen erklären kann",
        en="Event in the company or market that may explain figures",
    ),
    columns=(
        key("event_id", "Ereignis", "Event"),
        instant("occurred_at", "Beginn", "Start"),
        instant("ended_at", "Ende, falls bekannt", "End, if known"),
        text("title", "Bezeichnung", "Title"),
        text("kind", "Art, etwa Preisänderung, Störung, Messe", "Kind, such as price change, outage, trade fair"),
        json("scope", "Betroffene Bereiche", "What it concerns"),
    ),
    key=("event_id",),
    event_time="occurred_at",
)

TABLES = (
    _CAMPAIGN,
    _TOUCHPOINT,
    _ASSIGNMENT,
    _CRM_ACTIVITY,
    _CRM_USAGE_DAY,
    _FIELD_CHANGE,
    _DQ_RULE,
    _DQ_RESULT,
    _BUSINESS_EVENT,
)
