"""Shipment lists of DHL, DPD, GLS, Hermes and UPS."""
