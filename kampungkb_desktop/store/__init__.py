"""The database: one encrypted SQLite file, its keys, its copies and its photos. Nobody else knows SQLAlchemy."""
