"""The company's own list of accounts: what each of them holds."""
