"""Examine what is about to be published as an outsider would; shares no code with protection."""
