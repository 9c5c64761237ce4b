"""Rules on growth: customers kept, won back and developed."""
