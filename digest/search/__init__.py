"""Search: texts → an index in scripts, which a browser asks."""
