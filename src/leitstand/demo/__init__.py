"""An invented trading company: what happened in it is known, so whatever Leitstand finds can be checked."""
