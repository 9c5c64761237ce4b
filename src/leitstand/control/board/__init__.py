"""What people keep to look at again: views, dashboards, and notes on the time axis."""
