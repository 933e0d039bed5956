"""Report → what it says: one module a kind of item (facts, pledges, glossary terms), each with its evidence."""
