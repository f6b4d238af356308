"""When the rules of each kind fire, one kind a file. Each exposes KIND with its conditions."""
