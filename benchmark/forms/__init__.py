"""Validation of what people type, and its crispy layout."""
