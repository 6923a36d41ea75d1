"""Marks shared by several panels."""
