"""Checks of the table deal_stage_history."""
