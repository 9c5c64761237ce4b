"""Answers of SurveyMonkey."""
