"""A plan's tasks as an Excel ledger (台账), and back."""
