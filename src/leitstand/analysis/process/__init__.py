"""Processes from recorded events: waiting, rework, variants, bottlenecks."""
