"""Service guides and power items from a spreadsheet: its template, what is wrong in it cell by cell, and the import."""
