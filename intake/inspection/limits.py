"""How much the inspection of one file may cost. Characters, pieces, bytes, seconds."""

MAX_CHARACTERS = 4_000_000
MAX_SEGMENTS = 600_000
MAX_HIDDEN = 2_000
MAX_PAGES = 1_000
ANSWER_BYTES = 160_000_000

# Longest text of one piece of hidden content that is shown.
SHOWN = 300

# Files within files: how deep, how many, and how large together.
DEPTH = 2
MAX_EMBEDDED = 50

CPU_SECONDS = 30
MAX_SECONDS = 60
