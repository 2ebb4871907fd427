"""What the ledger room promises."""
