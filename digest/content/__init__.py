"""What editors own, read and checked: content/ → Catalogue, orders, notes, labels."""
