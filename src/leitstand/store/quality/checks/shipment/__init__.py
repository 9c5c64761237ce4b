"""Checks of the table shipment."""
