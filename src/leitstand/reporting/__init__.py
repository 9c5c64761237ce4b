"""Shows what was computed: charts, and later sections and documents."""
