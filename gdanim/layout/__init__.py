"""Computes the boxes of a page in pixels. Independent of drawing."""
