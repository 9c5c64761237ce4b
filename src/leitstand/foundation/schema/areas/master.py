"""Master data: customers, contacts, consent, products, employees and the calendar."""

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
    personal,
    ref,
    share,
    text,
)
from leitstand.foundation.schema.contract import Privacy, Table
from leitstand.foundation.text import Text

_CUSTOMER = Table(
    name="customer",
    meaning=Text(
        de="Kunde oder Interessent, Person oder Unternehmen; Name und Anschrift stehen nur in customer_vault",
        en="Customer or prospect, person or company; name and address are only in customer_vault",
    ),
    columns=personal(
        key("customer_key", "Kunde", "Customer"),
        enum("customer_type", ("person", "company"), "Person oder Unternehmen", "Person or company"),
        ref("parent_customer_key", "customer", "Mutterunternehmen", "Parent company"),
        text("segment", "Kundensegment des Unternehmens", "The company's own customer segment"),
        text("industry_nace", "Branche (NACE-Code)", "Industry (NACE code)"),
        text("size_band", "Größenklasse", "Size band"),
        text("region_nuts", "Region (NUTS-Code)", "Region (NUTS code)"),
        text("country", "Land (ISO 3166, zwei Zeichen)", "Country (ISO 3166, two letters)"),
        text("lifecycle_stage", "Phase im Kundenlebenszyklus laut Quellsystem", "Lifecycle stage as the source has it"),
        date("acquisition_date", "Erste bezahlte Bestellung oder Vertragsbeginn", "First paid order or contract start"),
        ref("acquisition_campaign_id", "campaign", "Kampagne der Gewinnung", "Campaign that won the customer"),
        ref("owner_employee_id", "employee", "Betreuer", "Account owner", Privacy.EMPLOYEE),
        enum(
            "contract_type",
            ("contractual", "non_contractual"),
            "Mit laufendem Vertrag oder ohne",
            "With a running contract or without",
        ),
        enum("status", ("prospect", "active", "inactive", "lost"), "Stand der Beziehung", "State of the relationship"),
        instant("created_at", "Im Quellsystem angelegt", "Created in the source system"),
        ref("merged_into", "customer", "Zusammengeführt mit diesem Kunden", "Merged into this customer"),
    ),
    key=("customer_key",),
    event_time="created_at",
    person=True,
)

_CUSTOMER_VAULT = Table(
    name="customer_vault",
    meaning=Text(
        de="Namen und Anschriften der Kunden, nur im Tresor der Identitäten",
        en="Names and addresses of customers, only in the identity vault",
    ),
    columns=(
        ref("customer_key", "customer", "Kunde", "Customer", Privacy.BEHAVIOUR),
        text("name", "Name", "Name", Privacy.DIRECT),
        text("email", "E-Mail-Adresse", "E-mail address", Privacy.DIRECT),
        text("phone", "Telefonnummer", "Phone number", Privacy.DIRECT),
        text("street", "Straße und Hausnummer", "Street and number", Privacy.DIRECT),
        text("zip", "Postleitzahl", "Postal code", Privacy.DIRECT),
        text("city", "Ort", "City", Privacy.DIRECT),
        text("vat_id", "Umsatzsteuer-Identifikationsnummer", "VAT identification number", Privacy.DIRECT),
        date("birth_date", "Geburtsdatum", "Date of birth", Privacy.DIRECT),
    ),
    key=("customer_key",),
)

_CONTACT = Table(
    name="contact",
    meaning=Text(
        de="Ansprechpartner bei einem Kunden oder Interessenten", en="Contact person at a customer or prospect"
    ),
    columns=personal(
        key("contact_key", "Ansprechpartner", "Contact"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        text("role", "Funktion beim Kunden", "Role at the customer"),
        enum(
            "email_status", ("valid", "bounced", "unknown"), "Zustand der E-Mail-Adresse", "State of the e-mail address"
        ),
        instant("last_verified_at", "Angaben zuletzt geprüft", "Details last verified"),
    ),
    key=("contact_key",),
    person=True,
)

_CONTACT_VAULT = Table(
    name="contact_vault",
    meaning=Text(
        de="Namen und Adressen der Ansprechpartner, nur im Tresor der Identitäten",
        en="Names and addresses of contacts, only in the identity vault",
    ),
    columns=(
        ref("contact_key", "contact", "Ansprechpartner", "Contact", Privacy.BEHAVIOUR),
        text("name", "Name", "Name", Privacy.DIRECT),
        text("email", "E-Mail-Adresse", "E-mail address", Privacy.DIRECT),
        text("phone", "Telefonnummer", "Phone number", Privacy.DIRECT),
    ),
    key=("contact_key",),
)

_CONSENT = Table(
    name="consent",
    meaning=Text(
        de="Erteilte und widerrufene Einwilligungen; es wird nur angefügt, der jüngste Eintrag je Zweck gilt",
        en="Consent given and withdrawn; entries are only added, the latest one per purpose holds",
    ),
    columns=personal(
        ref("contact_key", "contact", "Ansprechpartner", "Contact"),
        enum("purpose", ("email", "phone", "post", "profiling", "cookies_stat", "cookies_mkt"), "Zweck", "Purpose"),
        enum("status", ("given", "withdrawn", "none"), "Stand der Einwilligung", "State of the consent"),
        instant("occurred_at", "Erteilt oder widerrufen", "Given or withdrawn"),
        text("evidence_ref", "Verweis auf den Nachweis", "Reference to the evidence"),
    ),
    key=("contact_key", "purpose", "occurred_at"),
    event_time="occurred_at",
)

_PRODUCT = Table(
    name="product",
    meaning=Text(de="Ware, Dienstleistung oder Abonnement", en="Good, service or subscription"),
    columns=(
        key("product_id", "Produkt", "Product"),
        text("sku", "Artikelnummer", "Stock keeping unit"),
        text("name", "Bezeichnung", "Name"),
        text("category_l1", "Warengruppe, oberste Ebene", "Category, top level"),
        text("category_l2", "Warengruppe, zweite Ebene", "Category, second level"),
        text("category_l3", "Warengruppe, dritte Ebene", "Category, third level"),
        enum("type", ("good", "service", "subscription"), "Art des Produkts", "Kind of product"),
        money("list_price", "Listenpreis netto", "List price, net"),
        money("unit_cost", "Stückkosten", "Cost per unit"),
        currency(),
        date("launch_date", "Erster Verkaufstag", "First day on sale"),
    ),
    key=("product_id",),
)

_EMPLOYEE = Table(
    name="employee",
    meaning=Text(
        de="Beschäftigter; wird nur auf Ebene des Teams ausgewertet", en="Employee; only evaluated at team level"
    ),
    columns=personal(
        key("employee_id", "Beschäftigter", "Employee"),
        text("team", "Team", "Team"),
        text("role", "Funktion", "Role"),
        boolean("crm_seat", "Hat einen Zugang zum CRM", "Has a CRM seat"),
        share("fte", "Stellenanteil (1 = Vollzeit)", "Full-time equivalent (1 = full time)"),
        date("active_from", "Beschäftigt ab", "Employed from"),
        date("active_to", "Beschäftigt bis", "Employed until"),
        privacy=Privacy.EMPLOYEE,
    ),
    key=("employee_id",),
    person=True,
)

_EMPLOYEE_VAULT = Table(
    name="employee_vault",
    meaning=Text(
        de="Namen der Beschäftigten, nur im Tresor der Identitäten",
        en="Names of employees, only in the identity vault",
    ),
    columns=(
        ref("employee_id", "employee", "Beschäftigter", "Employee", Privacy.EMPLOYEE),
        text("name", "Name", "Name", Privacy.DIRECT),
        text("email", "E-Mail-Adresse", "E-mail address", Privacy.DIRECT),
    ),
    key=("employee_id",),
)

_LINK = Table(
    name="link",
    meaning=Text(
        de="Zwei Datensätze verschiedener Systeme meinen dasselbe: einen Kunden, ein Produkt, eine Bestellung",
        en="Two records of different systems are the same: one customer, one product, one order",
    ),
    columns=personal(
        text("entity", "Tabelle der beiden Datensätze", "Table of both records"),
        integer("from_key", "key", "Schlüssel, der ersetzt wird", "Key that is replaced"),
        integer("to_key", "key", "Schlüssel, der gilt", "Key that holds"),
        text("method", "Woran sie erkannt wurden", "What they were recognised by"),
        share("score", "Wahrscheinlichkeit, dass es stimmt", "Probability that it is right"),
    ),
    key=("entity", "from_key"),
)

_CALENDAR_DAY = Table(
    name="calendar_day",
    meaning=Text(
        de="Kalendertag mit Arbeitstag und Geschäftsjahr", en="Calendar day with business day and fiscal year"
    ),
    columns=(
        date("day", "Tag", "Day"),
        boolean("is_business_day", "Arbeitstag", "Business day"),
        text("holiday_region", "Land, dessen Feiertage gelten", "State whose public holidays apply"),
        integer("fiscal_year", "year", "Geschäftsjahr", "Fiscal year"),
        integer("fiscal_quarter", "quarter", "Quartal des Geschäftsjahrs", "Quarter of the fiscal year"),
        integer("fiscal_month", "month", "Monat des Geschäftsjahrs", "Month of the fiscal year"),
        integer("fiscal_week", "week", "Woche des Geschäftsjahrs", "Week of the fiscal year"),
        integer(
            "easter_offset", "days", "Tage seit Ostersonntag desselben Jahres", "Days since Easter Sunday of that year"
        ),
    ),
    key=("day",),
)

TABLES = (
    _CUSTOMER,
    _CUSTOMER_VAULT,
    _CONTACT,
    _CONTACT_VAULT,
    _CONSENT,
    _PRODUCT,
    _EMPLOYEE,
    _EMPLOYEE_VAULT,
    _LINK,
    _CALENDAR_DAY,
)
