"""The labelled set: texts and files with all that must be found in them, and look-alikes in which nothing must.

All persons, numbers and offices are invented. A check character or a Luhn digit is computed, so that a definition shows
the stem only.
"""
