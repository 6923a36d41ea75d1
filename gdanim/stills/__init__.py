"""Still pages of a scene: one moment, or a strip of key moments."""
