"""Searches for stationary points: minima, maxima, saddles and flat regions in one variable and in two."""
