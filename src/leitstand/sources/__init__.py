"""Reads foreign files and hands over canonical rows."""
