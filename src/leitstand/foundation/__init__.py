"""The words every layer uses: text, period, money, segment, errors, registry, schema."""
