"""Forms in which dates are typed, by language; see `FORMAT_MODULE_PATH`."""
