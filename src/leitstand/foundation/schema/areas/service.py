"""Service and the voice of the customer: tickets, surveys, reviews, referrals and process events."""

from __future__ import annotations

from leitstand.foundation.schema.columns import (
    boolean,
    currency,
    enum,
    instant,
    integer,
    json,
    key,
    money,
    number,
    personal,
    ref,
    text,
)
from leitstand.foundation.schema.contract import Privacy, Table
from leitstand.foundation.text import Text

_TICKET = Table(
    name="ticket",
    meaning=Text(de="Anliegen eines Kunden beim Kundendienst", en="A customer's request to customer service"),
    columns=personal(
        key("ticket_id", "Anliegen", "Ticket"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        instant("created_at", "Eingegangen", "Received"),
        text("channel", "Eingangsweg", "Channel"),
        enum(
            "type",
            ("question", "incident", "complaint", "request", "praise"),
            "Art des Anliegens",
            "Kind of request",
        ),
        boolean(
            "is_complaint",
            "Beschwerde nach ISO 10002: Unzufriedenheit, auf die eine Antwort erwartet wird",
            "Complaint under ISO 10002: dissatisfaction that expects a response",
        ),
        text("category_l1", "Thema, obere Ebene", "Category, upper level"),
        text("category_l2", "Thema, untere Ebene", "Category, lower level"),
        ref("product_id", "product", "Produkt", "Product"),
        ref("order_id", "order", "Bestellung", "Order"),
        enum("priority", ("low", "normal", "high", "urgent"), "Dringlichkeit", "Priority"),
        enum("status", ("new", "open", "pending", "hold", "solved", "closed"), "Stand", "Status"),
        ref("assignee_employee_id", "employee", "Bearbeiter", "Assignee", Privacy.EMPLOYEE),
        text("team", "Zuständiges Team", "Team in charge"),
        instant("first_response_at", "Erste Antwort", "First response"),
        instant("first_solved_at", "Erstmals gelöst", "First solved"),
        instant("last_solved_at", "Zuletzt gelöst", "Last solved"),
        integer("reopen_count", "times", "Wie oft wieder geöffnet", "How often reopened"),
        integer("agent_reply_count", "replies", "Antworten des Kundendienstes", "Replies by agents"),
        money("compensation_amount", "Entschädigung oder Kulanz", "Compensation or goodwill"),
        currency(),
        ref("csat_answer_id", "survey_answer", "Bewertung des Kunden dazu", "The customer's rating of it"),
    ),
    key=("ticket_id",),
    event_time="created_at",
    later=("first_response_at", "first_solved_at", "last_solved_at"),
)

_TICKET_EVENT = Table(
    name="ticket_event",
    meaning=Text(de="Ereignis im Verlauf eines Anliegens", en="Event in the course of a ticket"),
    columns=personal(
        key("ticket_event_id", "Ereignis", "Event"),
        ref("ticket_id", "ticket", "Anliegen", "Ticket"),
        instant("occurred_at", "Geschehen", "Occurred"),
        enum(
            "event",
            (
                "created",
                "status",
                "assignment",
                "group",
                "public_reply",
                "customer_reply",
                "note",
                "reopen",
                "merge",
            ),
            "Was geschehen ist",
            "What happened",
        ),
        text("from_value", "Wert davor (Schlüssel)", "Value before (code)"),
        text("to_value", "Wert danach (Schlüssel)", "Value after (code)"),
        enum("actor_type", ("customer", "agent", "bot", "system"), "Wer gehandelt hat", "Who acted"),
        ref(
            "actor_id",
            "employee",
            "Bearbeiter, leer bei Kunde und Automat",
            "Agent, empty for others",
            Privacy.EMPLOYEE,
        ),
        text("text_ref", "Text der Nachricht", "Text of the message", Privacy.FREE_TEXT),
    ),
    key=("ticket_event_id",),
    event_time="occurred_at",
)

_SURVEY = Table(
    name="survey",
    meaning=Text(de="Frage einer Umfrage mit ihrer Skala", en="Question of a survey with its scale"),
    columns=(
        key("survey_id", "Umfrage", "Survey"),
        enum("instrument", ("nps", "csat", "ces", "csi", "acsi"), "Messverfahren", "Instrument"),
        text("question_text", "Wortlaut der Frage", "Wording of the question"),
        integer("scale_min", "points", "Kleinster Wert der Skala", "Lowest value of the scale"),
        integer("scale_max", "points", "Größter Wert der Skala", "Highest value of the scale"),
        boolean("reverse", "Kleiner Wert ist besser", "A low value is better"),
        enum(
            "mode",
            ("relationship", "transactional"),
            "Zur Beziehung oder nach einem Vorgang",
            "On the relationship or after a transaction",
        ),
        text("trigger", "Anlass der Einladung", "What triggers the invitation"),
        integer("version", "number", "Fassung der Frage", "Version of the question"),
    ),
    key=("survey_id",),
)

_SURVEY_INVITE = Table(
    name="survey_invite",
    meaning=Text(de="Einladung zu einer Umfrage", en="Invitation to a survey"),
    columns=personal(
        key("invite_id", "Einladung", "Invitation"),
        ref("survey_id", "survey", "Umfrage", "Survey"),
        ref("contact_key", "contact", "Ansprechpartner", "Contact"),
        instant("sent_at", "Versandt", "Sent"),
        text("channel", "Versandweg", "Channel"),
        boolean("delivered", "Zugestellt", "Delivered"),
    ),
    key=("invite_id",),
    event_time="sent_at",
)

_SURVEY_ANSWER = Table(
    name="survey_answer",
    meaning=Text(de="Antwort auf einen Punkt einer Umfrage", en="Answer to one item of a survey"),
    columns=personal(
        key("answer_id", "Antwort", "Answer"),
        ref("invite_id", "survey_invite", "Einladung", "Invitation"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        instant("answered_at", "Beantwortet", "Answered"),
        text(
            "item_key",
            "Gefragter Punkt, etwa overall, quality, price, service, delivery, usability",
            "Item asked about, such as overall, quality, price, service, delivery, usability",
        ),
        number("score", "points", "Bewertung auf der Skala der Umfrage", "Score on the scale of the survey"),
        number("importance", "points", "Wichtigkeit, falls gefragt", "Importance, if asked"),
        text("comment", "Bemerkung", "Comment", Privacy.FREE_TEXT),
        number("weight", "factor", "Gewicht zum Ausgleich fehlender Antworten", "Weight against non-response"),
    ),
    key=("answer_id",),
    event_time="answered_at",
)

_REVIEW = Table(
    name="review",
    meaning=Text(de="Öffentliche Bewertung auf einer Plattform", en="Public review on a platform"),
    columns=personal(
        key("review_id", "Bewertung", "Review"),
        text("platform", "Plattform", "Platform"),
        text("vendor", "Bewerteter Anbieter oder Standort", "Vendor or location reviewed"),
        instant("posted_at", "Veröffentlicht", "Posted"),
        number("rating", "points", "Punkte der Plattform", "Rating points of the platform"),
        text("text", "Wortlaut", "Wording", Privacy.FREE_TEXT),
        text("author_ref", "Verfasser", "Author", Privacy.ONLINE),
        instant("answered_at", "Vom Unternehmen beantwortet", "Answered by the company"),
    ),
    key=("review_id",),
    event_time="posted_at",
    later=("answered_at",),
)

_REFERRAL = Table(
    name="referral",
    meaning=Text(de="Empfehlung durch einen Kunden", en="Referral by a customer"),
    columns=personal(
        key("referral_id", "Empfehlung", "Referral"),
        ref("referrer_customer_key", "customer", "Empfehlender Kunde", "Customer who refers"),
        ref("referred_customer_key", "customer", "Empfohlener Kunde", "Customer referred"),
        instant("occurred_at", "Empfohlen", "Referred"),
        text("code", "Empfehlungscode", "Referral code"),
        ref("converted_order_id", "order", "Daraus entstandene Bestellung", "Order that came of it"),
    ),
    key=("referral_id",),
    event_time="occurred_at",
)

_CASE_EVENT = Table(
    name="case_event",
    meaning=Text(
        de="Schritt in einem Vorgang, für beliebige Ereignisprotokolle (Process-Mining)",
        en="Step of a case, for any event log (process mining)",
    ),
    columns=personal(
        key("case_event_id", "Schritt", "Step"),
        text("process", "Prozess", "Process"),
        text("case_id", "Vorgang", "Case"),
        text("activity", "Tätigkeit", "Activity"),
        instant("enabled_at", "Möglich ab", "Enabled"),
        instant("started_at", "Begonnen", "Started"),
        instant("completed_at", "Beendet", "Completed"),
        text("resource", "Bearbeiter oder Team", "Person or team", Privacy.EMPLOYEE),
        json("attributes", "Weitere Angaben", "Further details"),
    ),
    key=("case_event_id",),
    event_time="completed_at",
)

TABLES = (
    _TICKET,
    _TICKET_EVENT,
    _SURVEY,
    _SURVEY_INVITE,
    _SURVEY_ANSWER,
    _REVIEW,
    _REFERRAL,
    _CASE_EVENT,
)
