"""What the analysis found, run by run, and what people answered to it."""
