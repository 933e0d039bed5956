"""Nouns, and what they can answer themselves."""
