"""Deeds around notices: read, chosen, stopped, sent."""

from samstad.domain.notices.actions.mail import Sent, send_mail
from samstad.domain.notices.actions.wishes import choose_wishes, mark_seen, renew_calendar, stop_mail

__all__ = ["Sent", "choose_wishes", "mark_seen", "renew_calendar", "send_mail", "stop_mail"]
