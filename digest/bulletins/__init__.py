"""Bulletins: a digest as HTML → PDF, Word and 公众号."""
