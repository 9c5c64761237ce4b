"""What codes in the data are called in the office: DE2 is Bavaria, a reel a short video."""

from __future__ import annotations

from collections.abc import Mapping

from leitstand.foundation.text import Text

WORDS: Mapping[str, Mapping[str, Text]] = {
    "lost_reason": {
        "competitor": Text(de="Wettbewerb", en="Competitor"),
        "internal": Text(de="Interne Gründe", en="Internal reasons"),
        "no_decision": Text(de="Keine Entscheidung", en="No decision"),
        "price": Text(de="Preis", en="Price"),
        "product_fit": Text(de="Produkt passt nicht", en="Product does not fit"),
        "service": Text(de="Service", en="Service"),
        "timing": Text(de="Zeitpunkt", en="Timing"),
        "budget": Text(de="Budget", en="Budget"),
    },
    "overdue_band": {
        "0": Text(de="nicht fällig", en="not due"),
        "1–30": Text(de="1–30 Tage überfällig", en="1–30 days overdue"),
        "31–60": Text(de="31–60 Tage überfällig", en="31–60 days overdue"),
        "61–90": Text(de="61–90 Tage überfällig", en="61–90 days overdue"),
        ">90": Text(de="über 90 Tage überfällig", en="over 90 days overdue"),
    },
    "channel": {
        "web": Text(de="Online-Shop", en="Online shop"),
        "marketplace": Text(de="Marktplatz", en="Marketplace"),
        "sales": Text(de="Vertrieb", en="Sales"),
        "store": Text(de="Filiale", en="Store"),
        "phone": Text(de="Telefon", en="Phone"),
    },
    "new_existing": {
        "new": Text(de="Neukund:innen", en="New customers"),
        "existing": Text(de="Bestandskund:innen", en="Existing customers"),
    },
    "object": {
        "contact": Text(de="Ansprechpersonen", en="Contacts"),
        "contact_vault": Text(de="Ansprechpersonen (Adressdaten)", en="Contacts (addresses)"),
        "customer": Text(de="Kund:innen", en="Customers"),
        "customer_vault": Text(de="Kund:innen (Adressdaten)", en="Customers (addresses)"),
        "deal": Text(de="Verkaufschancen", en="Deals"),
        "lead": Text(de="Leads", en="Leads"),
        "order": Text(de="Bestellungen", en="Orders"),
        "product": Text(de="Produkte", en="Products"),
        "invoice": Text(de="Rechnungen", en="Invoices"),
        "ticket": Text(de="Anfragen", en="Tickets"),
    },
    "content_type": {
        "image": Text(de="Bild", en="Image"),
        "carousel": Text(de="Bilderstrecke", en="Carousel"),
        "reel": Text(de="Kurzvideo (Reel)", en="Short video (reel)"),
        "video": Text(de="Video", en="Video"),
        "link": Text(de="Link", en="Link"),
        "text": Text(de="Text", en="Text"),
        "story": Text(de="Story", en="Story"),
    },
    "device": {
        "desktop": Text(de="Computer", en="Desktop"),
        "mobile": Text(de="Telefon", en="Phone"),
        "tablet": Text(de="Tablet", en="Tablet"),
    },
    "cash_class": {
        "operating": Text(de="Laufendes Geschäft", en="Operating"),
        "investing": Text(de="Investition", en="Investing"),
        "financing": Text(de="Finanzierung", en="Financing"),
        "transfer": Text(de="Umbuchung", en="Transfer"),
    },
    "contact_channel": {
        "email": Text(de="E-Mail", en="Email"),
        "phone": Text(de="Telefon", en="Phone"),
        "chat": Text(de="Chat", en="Chat"),
        "web": Text(de="Formular", en="Form"),
        "social": Text(de="Soziale Medien", en="Social media"),
    },
    "region": {
        "DE1": Text(de="Baden-Württemberg", en="Baden-Württemberg"),
        "DE2": Text(de="Bayern", en="Bavaria"),
        "DE3": Text(de="Berlin", en="Berlin"),
        "DE4": Text(de="Brandenburg", en="Brandenburg"),
        "DE5": Text(de="Bremen", en="Bremen"),
        "DE6": Text(de="Hamburg", en="Hamburg"),
        "DE7": Text(de="Hessen", en="Hesse"),
        "DE8": Text(de="Mecklenburg-Vorpommern", en="Mecklenburg-Western Pomerania"),
        "DE9": Text(de="Niedersachsen", en="Lower Saxony"),
        "DEA": Text(de="Nordrhein-Westfalen", en="North Rhine-Westphalia"),
        "DEB": Text(de="Rheinland-Pfalz", en="Rhineland-Palatinate"),
        "DEC": Text(de="Saarland", en="Saarland"),
        "DED": Text(de="Sachsen", en="Saxony"),
        "DEE": Text(de="Sachsen-Anhalt", en="Saxony-Anhalt"),
        "DEF": Text(de="Schleswig-Holstein", en="Schleswig-Holstein"),
        "DEG": Text(de="Thüringen", en="Thuringia"),
        "AT13": Text(de="Wien", en="Vienna"),
    },
    "platform": {
        "facebook": Text(de="Facebook", en="Facebook"),
        "instagram": Text(de="Instagram", en="Instagram"),
        "linkedin": Text(de="LinkedIn", en="LinkedIn"),
        "youtube": Text(de="YouTube", en="YouTube"),
        "tiktok": Text(de="TikTok", en="TikTok"),
        "x": Text(de="X", en="X"),
    },
}
"""Dimension → code → word."""


def cell_name(dimension: str, value: str) -> Text:
    """A value of a dimension in words; what is no code stays as it is."""
    return WORDS.get(dimension, {}).get(value) or Text(de=value, en=value)
