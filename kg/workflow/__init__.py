"""The stages put together: what the commands call. Nothing here prints or reads a clock."""
