"""Finished pictures on their way to readers: text to paste, and a gallery. Renders nothing."""
