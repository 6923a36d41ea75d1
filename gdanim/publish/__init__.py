"""Publishes finished pictures: text to paste into pages, and a gallery. Renders nothing."""
