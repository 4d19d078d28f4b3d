"""What this room tells those above it."""

from django.dispatch import Signal

calendar_changed = Signal()
"""The table of the working days was changed: sent as the last thing of the transaction that does it, with the calendar
already as it is afterwards. Sender: `Notice`. `action`: "import" or "withdraw"; `notices`: the rows of `Notice`
concerned; `by`: the user, None for a command; `source`: the file's name; `comparison`: what moved (`Comparison`)."""
