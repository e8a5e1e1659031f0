"""Medverkan: tests under way."""
