"""Taking files apart, format by format: every place in which words can stand, and what a reader does not see."""
