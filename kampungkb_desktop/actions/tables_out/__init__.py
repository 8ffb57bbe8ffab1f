"""Tables for spreadsheets: an office's two recaps, registers of every kind of record, the book of a district."""
