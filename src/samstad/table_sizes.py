"""What the database believes of the size of its tables when it chooses how to answer."""

from django.db import connection


def let_the_database_count() -> None:
    """PostgreSQL takes a table that has just been filled for all but empty, and plans its questions by that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
