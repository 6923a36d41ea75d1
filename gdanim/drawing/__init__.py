"""The drawing toolkit: small artists in page pixels, and what places them. Knows no scene."""
