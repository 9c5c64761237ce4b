"""Work that is done in the background: what is asked for, how far it is, what came of it."""
