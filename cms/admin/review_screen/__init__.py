"""The screen on which one item is reviewed: its exact content, what it changes, what the checks found, the decision."""
