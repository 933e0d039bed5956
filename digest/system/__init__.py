"""The edges: fonts, the published site, what is remembered, processes, messages."""
