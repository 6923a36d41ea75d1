"""What several panels share: balls and their paths, markers and labels of runs, placed by the runs' numbers."""
