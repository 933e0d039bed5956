"""Chinese government work reports → comparisons, digests, a static site and PDF bulletins. Read pipeline.py first."""
