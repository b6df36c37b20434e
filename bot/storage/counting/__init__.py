"""Counting a team's month: a bounded number of grouped questions over holds and events, whatever the ledger holds."""
