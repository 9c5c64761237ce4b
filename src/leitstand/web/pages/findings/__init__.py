"""All findings."""
