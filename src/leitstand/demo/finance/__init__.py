"""Invoices, payments, books and bank."""
