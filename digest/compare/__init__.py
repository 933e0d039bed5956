"""Records → comparisons: editions joined, figures side by side, attention, findings."""
