"""From reports to something people or programs read. One module a format; see `table.py`."""
