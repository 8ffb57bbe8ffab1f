"""The encrypted database: tables, change log, drafts, search. The only user of SQLAlchemy."""
