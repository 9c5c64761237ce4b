"""Tweets to airlines with their sentiment (Twitter US Airline Sentiment)."""
