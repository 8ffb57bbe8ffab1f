"""Our own registers coming back from a spreadsheet: recognised by their headings, each row found again by its id or by
what tells it from others, compared cell by cell with what would be exported now. Only what differs is read."""
