"""What is read from the outside: documents and data, never the database."""
