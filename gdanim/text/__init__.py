"""Words, numbers and lines of text, before they are pixels: formatting, reading order, languages and narration."""
