"""Formats words, numbers and lines of text before they are drawn: number formats, reading order, languages,
narration.
"""
