"""Which files were loaded, what came of them, and the settings of this home."""
