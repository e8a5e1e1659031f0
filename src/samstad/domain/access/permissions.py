"""Who may do what: one table, closed by default. A page, a command and an import ask the same one."""

from enum import StrEnum

from django.utils.translation import gettext_noop

from samstad.domain.organisation.choices import Role


class Permission(StrEnum):
    """A deed that needs a role. Reading what is public needs none and is not listed."""

    SEE_DRAFT = "see_draft"
    PLAN = "plan"
    REPORT = "report"
    ASSIGN = "assign"
    HAND_IN = "hand_in"
    APPROVE = "approve"
    SEND_OUT = "send_out"
    DECIDE = "decide"
    ASK = "ask"
    ANSWER = "answer"
    REVIEW_DRAFTS = "review_drafts"
    KEEP_DOCUMENTS = "keep_documents"
    SEE_HISTORY = "see_history"
    OPEN_ROUND = "open_round"
    ISSUE_BUDGET = "issue_budget"
    ASSESS = "assess"
    PUBLISH = "publish"
    RECONCILE = "reconcile"
    WEIGH_NEED = "weigh_need"
    LOAD_FIGURES = "load_figures"
    ADMINISTER = "administer"


P = Permission

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {P.SEE_DRAFT, P.PLAN, P.REPORT, P.ASSIGN, P.HAND_IN, P.ASK, P.ANSWER, P.REVIEW_DRAFTS, P.KEEP_DOCUMENTS}
    ),
    Role.REPORTER: frozenset({P.SEE_DRAFT, P.REPORT}),
    Role.APPROVER: frozenset({P.SEE_DRAFT, P.APPROVE, P.ANSWER}),
    Role.SECRETARY: frozenset({P.SEE_DRAFT, P.SEND_OUT, P.DECIDE, P.KEEP_DOCUMENTS}),
    Role.ELECTED_READER: frozenset(),
    Role.AUDITOR: frozenset({P.SEE_DRAFT, P.SEE_HISTORY}),
    Role.CITY_COORDINATOR: frozenset(
        {
            P.SEE_DRAFT,
            P.OPEN_ROUND,
            P.ISSUE_BUDGET,
            P.ASSESS,
            P.PUBLISH,
            P.RECONCILE,
            P.REVIEW_DRAFTS,
            P.KEEP_DOCUMENTS,
            P.WEIGH_NEED,
            P.LOAD_FIGURES,
        }
    ),
    Role.ADMINISTRATOR: frozenset({P.ADMINISTER, P.OPEN_ROUND, P.SEE_HISTORY}),
    Role.CITY_AUDITOR: frozenset({P.SEE_DRAFT, P.SEE_HISTORY}),
}
"""A board role grants its permissions at that board, a city role everywhere."""

DEEDS: dict[Permission, str] = {
    P.SEE_DRAFT: gettext_noop("läsa rapporter som inte är utsända"),
    P.PLAN: gettext_noop("ändra nämndens plan"),
    P.REPORT: gettext_noop("rapportera"),
    P.ASSIGN: gettext_noop("fördela rader"),
    P.HAND_IN: gettext_noop("lämna rapporten till godkännande"),
    P.APPROVE: gettext_noop("godkänna eller återlämna rapporten"),
    P.SEND_OUT: gettext_noop("sända ut rapporten till nämnden"),
    P.DECIDE: gettext_noop("föra in nämndens beslut"),
    P.ASK: gettext_noop("ställa frågor om medverkan"),
    P.ANSWER: gettext_noop("svara på frågor om medverkan"),
    P.REVIEW_DRAFTS: gettext_noop("granska utkast från inläsning"),
    P.KEEP_DOCUMENTS: gettext_noop("föra in steg för styrdokument"),
    P.SEE_HISTORY: gettext_noop("läsa historiken"),
    P.OPEN_ROUND: gettext_noop("öppna en rapportomgång"),
    P.ISSUE_BUDGET: gettext_noop("föra in kommunfullmäktiges budget"),
    P.ASSESS: gettext_noop("skriva stadsledningskontorets bedömning"),
    P.PUBLISH: gettext_noop("publicera sammanställningen"),
    P.RECONCILE: gettext_noop("stämma av planerna och föra in beslut om ändringar"),
    P.WEIGH_NEED: gettext_noop("räkna index och välja områden"),
    P.LOAD_FIGURES: gettext_noop("läsa in siffror"),
    P.ADMINISTER: gettext_noop("ändra inställningar"),
}
"""How a refusal names the deed, in the reader's language where it is told."""
