"""Parts of several formats: the colours of a palette, and the settings of videos."""
