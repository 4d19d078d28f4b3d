"""What the register tells whoever wants to know, in the transaction in which it happens."""

from django.dispatch import Signal

entry_withdrawn = Signal()
"""An entry became a tombstone. The sender is `Entry`; `entry`, and `links`, what it named until then (`LinkFacts`), and
`at`. Sent only for entries that named something."""
