"""Properties that every pledge must have, tried on generated documents through the public `check`."""
