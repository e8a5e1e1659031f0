"""What waits for a person: rows, reports and news, by date."""

from samstad.reports.desk.mine import Mine, mine

__all__ = ["Mine", "mine"]
