"""Publish counts of people so that nobody can be told from them, all tables as one system."""
