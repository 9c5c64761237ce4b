"""Takes a change apart: exact attribution, mix and rate, segments."""
