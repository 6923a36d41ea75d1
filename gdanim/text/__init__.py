"""Formats words, numbers and lines of text: number formats, reading order, languages, narration."""
