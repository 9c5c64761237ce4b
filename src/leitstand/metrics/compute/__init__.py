"""From definitions to values: definition → query → numerator, denominator, interval, status."""
