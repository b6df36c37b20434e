"""What a month's digest costs in a ledger of some years."""
