"""What programmes ask of boards, what the boards' plans answer, and who is silent."""

from samstad.reports.asked.of_board import AskedOfBoard, PriorityLine, RequestLine, read_asked
from samstad.reports.asked.of_city import Silence, read_silence

__all__ = ["AskedOfBoard", "PriorityLine", "RequestLine", "Silence", "read_asked", "read_silence"]
