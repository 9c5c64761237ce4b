"""What people typed in and what only they may see: accounts, identities, loads, targets."""
