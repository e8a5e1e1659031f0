"""What each role finds on the first page of the desk, and what leaves it: mails, calendars, samples."""

from samstad.reports.desk.burden import RoundBurden, read_burden
from samstad.reports.desk.dates import read_days
from samstad.reports.desk.late import Coordinated, read_coordinated
from samstad.reports.desk.mail import mail_writer
from samstad.reports.desk.mine import Mine, mine
from samstad.reports.desk.reader import TwoMinutes, read_two_minutes, reads_at
from samstad.reports.desk.sample import LARGEST, Sample, read_sample
from samstad.reports.desk.sample_sheet import sample_tables
from samstad.reports.desk.silence import SilenceMap, read_silence
from samstad.reports.desk.unused import Unused, read_unused

__all__ = [
    "LARGEST",
    "Coordinated",
    "Mine",
    "RoundBurden",
    "Sample",
    "SilenceMap",
    "TwoMinutes",
    "Unused",
    "mail_writer",
    "mine",
    "read_burden",
    "read_coordinated",
    "read_days",
    "read_sample",
    "read_silence",
    "read_two_minutes",
    "read_unused",
    "reads_at",
    "sample_tables",
]
