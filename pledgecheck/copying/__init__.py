"""Copy detection: tokens, alignment of two texts, edits, and copies within a corpus."""
