"""Nouns: what every table must be; nothing here reads a file or imports from the other packages."""
