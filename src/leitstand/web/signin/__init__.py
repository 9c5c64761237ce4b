"""Signing in: password, link, second factor, single sign-on."""
