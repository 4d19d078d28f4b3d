"""What this room adds to the Wagtail admin."""
