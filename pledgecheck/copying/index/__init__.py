"""An index of earlier years: keyed hashes of tokens and their places, so that texts need not be kept."""
