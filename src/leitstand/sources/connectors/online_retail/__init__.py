"""Order lines of a British web shop (UCI Online Retail)."""
