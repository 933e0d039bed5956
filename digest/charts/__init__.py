"""Charts: what is to be shown → a drawing → SVG, PNG and CSV."""
