"""Rules for satisfaction and loyalty: late parcels, complaints, ratings, surveys."""
