"""The small artists that panels share. Each knows page pixels and colours, and nothing of mathematics."""
