"""The headings and words of the list of accounts that companies fill in."""

from __future__ import annotations

from leitstand.foundation.text import Text

COLUMNS = {
    "account": Text(de="Konto", en="Account"),
    "label": Text(de="Bezeichnung", en="Label"),
    "kind": Text(de="Art", en="Kind"),
    "cost_type": Text(de="Kostenart", en="Cost type"),
    "cost_center": Text(de="Kostenstelle", en="Cost centre"),
}
KINDS = {
    "revenue": Text(de="Erlös", en="revenue"),
    "revenue_deduction": Text(de="Erlösschmälerung", en="revenue deduction"),
    "other_income": Text(de="sonstiger Ertrag", en="other income"),
    "material": Text(de="Material und Waren", en="material and goods"),
    "cost": Text(de="Aufwand", en="cost"),
    "depreciation": Text(de="Abschreibung", en="depreciation"),
    "interest": Text(de="Zinsen", en="interest"),
    "income_tax": Text(de="Ertragsteuer", en="income tax"),
    "fixed_asset": Text(de="Anlagevermögen", en="fixed asset"),
    "inventory": Text(de="Vorräte", en="inventory"),
    "receivable": Text(de="Forderung", en="receivable"),
    "other_asset": Text(de="sonstiges Vermögen", en="other asset"),
    "cash": Text(de="Geldkonto", en="cash"),
    "transit": Text(de="Geldtransit", en="cash in transit"),
    "payable": Text(de="Verbindlichkeit", en="payable"),
    "sales_tax": Text(de="Umsatzsteuer", en="sales tax"),
    "other_liability": Text(de="sonstige Schuld", en="other liability"),
    "loan": Text(de="Darlehen", en="loan"),
    "equity": Text(de="Eigenkapital", en="equity"),
    "statistical": Text(de="Saldenvortrag", en="statistical"),
}
"""What an account holds (ACCOUNT_KINDS) → the word for it."""
COST_TYPES = {
    "acquisition_media": Text(de="Gewinnung: Werbung", en="acquisition: media"),
    "acquisition_sales_staff": Text(de="Gewinnung: Vertrieb", en="acquisition: sales staff"),
    "acquisition_tools": Text(de="Gewinnung: Werkzeuge", en="acquisition: tools"),
    "retention": Text(de="Bindung", en="retention"),
    "service": Text(de="Service", en="service"),
    "fulfilment": Text(de="Versand", en="fulfilment"),
    "dispute": Text(de="Streitfälle", en="disputes"),
    "overhead": Text(de="Gemeinkosten", en="overhead"),
}
"""Cost type of customer work (COST_TYPES) → the word for it."""


def headings() -> dict[str, tuple[str, ...]]:
    """Own name of a column → its headings in every language."""
    return {own: (text.de, text.en) for own, text in COLUMNS.items()}
