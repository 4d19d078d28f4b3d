"""Foreign-language versions: trees of their own beside the main one, bound to their originals by Wagtail's translation key.

A translation is a publication like every other, cleared on its own. It stands in the home, the columns and the topics of
its language, in no catalogue and under no organ: those count information, and a translation is none of its own.
"""
