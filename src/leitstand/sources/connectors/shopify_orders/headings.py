"""The headings and words of Shopify's order export."""

from __future__ import annotations

HEADINGS = {
    "order.order_id": ("Name",),
    "order.ordered_at": ("Created at",),
    "order.cancelled_at": ("Cancelled at",),
    "order.status": ("Financial Status",),
    "order.channel": ("Source",),
    "order.country": ("Shipping Country", "Billing Country"),
    "order.payment_method": ("Payment Method",),
    "order.coupon_code": ("Discount Code",),
    "order.net_amount": ("Subtotal",),  # after discount, with or without tax: taken apart later
    "order.shipping_amount": ("Shipping",),
    "order.tax_amount": ("Taxes",),
    "order.gross_amount": ("Total",),
    "order.discount_amount": ("Discount Amount",),
    "order.currency": ("Currency",),
    "refund.amount": ("Refunded Amount",),
    "order_line.quantity": ("Lineitem quantity",),
    "order_line.unit_price": ("Lineitem price",),
    "order_line.line_discount": ("Lineitem discount",),
    "product.sku": ("Lineitem sku",),
    "product.name": ("Lineitem name",),
    "customer_vault.email": ("Email",),
    "customer_vault.name": ("Billing Name", "Shipping Name"),
    "customer_vault.phone": ("Phone", "Billing Phone"),
    "customer_vault.street": ("Billing Address1", "Billing Street"),
    "customer_vault.zip": ("Billing Zip",),
    "customer_vault.city": ("Billing City",),
    "customer.country": ("Billing Country", "Shipping Country"),
}
TYPICAL = (
    "order.order_id", "order.status", "fulfillment", "order.net_amount", "order_line.quantity", "order_line.unit_price",
    "product.name",
)  # fmt: skip
STATUS = {
    "pending": "placed",
    "authorized": "placed",
    "partially_paid": "placed",
    "unpaid": "placed",
    "paid": "paid",
    "partially_refunded": "paid",
    "refunded": "returned",
    "voided": "cancelled",
    "expired": "cancelled",
}
CHANNELS = {"web": "web", "pos": "store", "shopify_draft_order": "sales", "iphone": "store", "android": "store"}
PAYMENT = {
    "Shopify Payments": "credit_card",
    "PayPal Express Checkout": "wallet",
    "Klarna": "pay_later",
    "Bank Deposit": "bank_transfer",
    "Cash on Delivery (COD)": "cash",
    "gift_card": "voucher",
    "manual": "other",
}
