"""Rules on selling: enquiries, deals, prices and the steps between them."""
