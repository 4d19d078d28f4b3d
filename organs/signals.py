"""What this room tells those above it. Sent inside the transaction that changes roles."""

from django.dispatch import Signal

roles_changed = Signal()
"""Sender: `Membership`. `users`: the people whose roles changed; `membership`: the row that was made or ended."""
