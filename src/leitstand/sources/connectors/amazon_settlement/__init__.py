"""Amazon: settlement report for sellers, flat file V2."""
