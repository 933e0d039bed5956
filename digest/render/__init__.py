"""Values → str or bytes: records, digests, charts, pages, bulletins. Nothing here reads or writes a file."""
