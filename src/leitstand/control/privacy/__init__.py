"""Requests of people about their own data: what was asked, when it is due, what was done."""
