"""From text to structure: blocks, item tree, boilerplate, metadata, commitments."""
