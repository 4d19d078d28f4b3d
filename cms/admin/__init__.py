"""What this room makes of the Wagtail admin: its look, its menus, the dashboard, and the ways to begin a text."""
