"""Checks of the table survey_answer."""
