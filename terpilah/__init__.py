"""The command people type; it wires the pipelines and the graph to a terminal."""
