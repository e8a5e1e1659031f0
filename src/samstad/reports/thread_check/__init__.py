"""Luckor i röda tråden: what is missing, contradicts itself or waits, found by one short rule each."""

from samstad.reports.thread_check.check import Group, check, find, grouped
from samstad.reports.thread_check.findings import RULES, SEVERITIES, Finding, Kind
from samstad.reports.thread_check.graph import Thread
from samstad.reports.thread_check.load import load_thread

__all__ = ["RULES", "SEVERITIES", "Finding", "Group", "Kind", "Thread", "check", "find", "grouped", "load_thread"]
