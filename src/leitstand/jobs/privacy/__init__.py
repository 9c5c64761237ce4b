"""What a person may ask about their own data: to see it, to take it along, to have it erased."""
