"""The column names and codes of the Olist files."""

from __future__ import annotations

CURRENCY = "BRL"
ZONE = "America/Sao_Paulo"
COUNTRY = "BR"


def _same(names: str) -> dict[str, tuple[str, ...]]:
    return {name: (name,) for name in names.split()}


ORDERS = _same(
    "order_id customer_id order_status order_purchase_timestamp order_approved_at order_delivered_carrier_date "
    "order_delivered_customer_date order_estimated_delivery_date"
)
ITEMS = _same("order_id order_item_id product_id seller_id shipping_limit_date price freight_value")
PAYMENTS = _same("order_id payment_sequential payment_type payment_installments payment_value")
REVIEWS = _same(
    "review_id order_id review_score review_comment_title review_comment_message review_creation_date "
    "review_answer_timestamp"
)
CUSTOMERS = _same("customer_id customer_unique_id customer_zip_code_prefix customer_city customer_state")
PRODUCTS = _same("product_id product_category_name product_name_lenght product_description_lenght product_photos_qty")
SELLERS = _same("seller_id seller_zip_code_prefix seller_city seller_state")
LEADS = _same("mql_id first_contact_date landing_page_id origin")
DEALS = _same("mql_id seller_id sdr_id sr_id won_date business_segment lead_type declared_monthly_revenue")
LOOKED_UP = (  # tables that only explain codes of the others
    _same("geolocation_zip_code_prefix geolocation_city geolocation_state"),
    _same("product_category_name product_category_name_english"),
)

STATUS = {
    "created": "placed",
    "approved": "paid",
    "processing": "paid",
    "invoiced": "paid",
    "shipped": "shipped",
    "delivered": "shipped",
    "canceled": "cancelled",
    "unavailable": "cancelled",  # the seller had no stock
}
METHODS = {
    "credit_card": "credit_card",
    "debit_card": "debit_card",
    "boleto": "bank_transfer",  # a payment slip, paid at a bank
    "voucher": "voucher",
    "not_defined": "other",
}
