"""What panels are put together from: small artists in page pixels, and what places them by a run's numbers."""
