"""Source → Report: what is text, how it is built, whose it is, what is damaged."""
