from samstad.domain.risk.rules.classes import ClassesBefore
from samstad.domain.risk.rules.proposal import Proposal, ProposedRow, propose
from samstad.domain.risk.rules.standing import check_motivation, check_paragraph, must_be_proposed

__all__ = [
    "ClassesBefore",
    "Proposal",
    "ProposedRow",
    "check_motivation",
    "check_paragraph",
    "must_be_proposed",
    "propose",
]
