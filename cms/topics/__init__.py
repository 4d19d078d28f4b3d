"""专题: what a topic gathers, by rule and by hand, and its listing in the register, from which it has its feeds."""
