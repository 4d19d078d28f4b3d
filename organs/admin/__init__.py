"""People, posts and contacts in the Wagtail admin."""
