"""What surrounds the panels on a page: where everything stands, which part of the axes is shown, titles and numbers."""
