"""The column names and document codes of Online Retail."""

from __future__ import annotations

CURRENCY = "GBP"
ZONE = "Europe/London"
COLUMNS = {
    "document": ("InvoiceNo", "Invoice"),
    "product": ("StockCode",),
    "name": ("Description",),
    "quantity": ("Quantity",),
    "at": ("InvoiceDate",),
    "price": ("UnitPrice", "Price"),
    "customer": ("CustomerID", "Customer ID"),
    "country": ("Country",),
}
NEEDED = tuple(COLUMNS)
LINE_TYPES = {  # codes that are no goods
    "POST": "shipping",
    "DOT": "shipping",
    "C2": "shipping",
    "AMAZONFEE": "fee",
    "BANK CHARGES": "fee",
    "CRUK": "fee",
    "D": "discount",
    "M": "adjustment",
    "B": "adjustment",
    "S": "adjustment",
    "ADJUST": "adjustment",
    "ADJUST2": "adjustment",
}
