"""What is checked before and after: records, numbers, labels, changes, explanations."""
