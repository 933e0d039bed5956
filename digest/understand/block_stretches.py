"""A block and two places in it → what stands between them, as a block of its own with its lines in the source."""

from __future__ import annotations

from digest.model.report import Block, Piece
from digest.model.where import line_at


def stretch_of_block(block: Block, start: int, end: int) -> Block | None:
    """Characters start to end of a block, spaces at both ends left out, as a block with the pieces that fall into it; None where none are left.

    一、工作回顾　　过去一年…… and 6 to its end → 过去一年……, which begins on the line where it stands
    """
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not text or len(text) == len(block.text):
        return block if text else None
    rest = (Piece(p.start - start, p.line) for p in block.pieces if start < p.start < start + len(text))
    return Block(text, (Piece(0, line_at(block, start)), *rest))
