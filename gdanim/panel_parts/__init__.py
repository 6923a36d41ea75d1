"""Parts of several panels: their context, layers of runs, balls and their paths, markers, trails, axes and labels."""
