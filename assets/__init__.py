"""The graph: which tables exist, when and whose; wiring only."""
