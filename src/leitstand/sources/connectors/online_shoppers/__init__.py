"""Sessions of a web shop with conversion (UCI Online Shoppers)."""
