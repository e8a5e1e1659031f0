"""History in plain words: what was done, with what, and which field changed."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from samstad.domain.cycle.choices import Judgement, ReportState
from samstad.domain.organisation.choices import Role
from samstad.domain.programmes.choices import DocumentStatus
from samstad.domain.steering.choices import ActivityStatus

ACTIONS = {
    "add_activity": _("lade in en aktivitet"),
    "add_contact": _("lade till en kontakt"),
    "add_goal": _("lade in ett mål"),
    "add_indicator": _("lade in en indikator"),
    "add_person": _("lade till en person"),
    "answer": _("svarade på en fråga om medverkan"),
    "approve": _("godkände rapporten"),
    "add_area": _("lade till en plats"),
    "add_succession": _("skrev vad en plats blev"),
    "adopt_selection": _("förde in att en lista är antagen"),
    "adopt_version": _("förde in att en metod är antagen"),
    "change_area": _("ändrade en plats"),
    "change_border": _("ändrade gränsen för en plats"),
    "change_succession": _("ändrade vad en plats blev"),
    "choose_area": _("valde ett område till en lista"),
    "close_account": _("stängde ett konto"),
    "compute_run": _("räknade ett index"),
    "enter_amount": _("förde in medel per område"),
    "open_account": _("öppnade ett konto"),
    "propose_selection": _("gjorde en lista"),
    "remove_succession": _("tog bort vad en plats blev"),
    "reset_second_factor": _("tog bort en andra inloggningsfaktor"),
    "save_version": _("sparade en metod"),
    "ask": _("ställde en fråga om medverkan"),
    "assign_row": _("fördelade en rad"),
    "change_activity": _("ändrade en aktivitet"),
    "change_organisation": _("ändrade en nämnd eller styrelse"),
    "contribute": _("lade in en medverkan"),
    "correct": _("rättade med utbytesblad"),
    "decide": _("förde in nämndens beslut"),
    "decide_assessment": _("förde in kommunstyrelsens beslut"),
    "draft_accepted": _("tog in ett utkast"),
    "draft_dropped": _("valde bort ett utkast"),
    "draft_edited": _("ändrade ett utkast och tog in det"),
    "end_role": _("avslutade en roll"),
    "fill_report": _("läste in en rapport"),
    "give_role": _("gav en roll"),
    "hand_in": _("lämnade rapporten till godkännande"),
    "load_pack": _("läste in ett stadspaket"),
    "load_row": _("läste in en rad ur ett stadspaket"),
    "change_by_pack": _("ändrade en rad med ett stadspaket"),
    "add_document": _("lade in ett styrdokument"),
    "import_borders": _("läste in områden och gränser"),
    "mark_section": _("klarmarkerade ett avsnitt"),
    "new_password": _("gav ett nytt lösenord"),
    "open_round": _("öppnade en omgång"),
    "propose_assessment": _("skrev stadsledningskontorets bedömning"),
    "publish_roll_up": _("publicerade sammanställningen"),
    "protect_figures": _("skyddade små antal"),
    "record_value": _("förde in ett värde"),
    "save_mapping": _("sparade hur en fil läses"),
    "set_protection": _("ändrade en gräns för skydd"),
    "store_upload": _("läste in siffror ur en fil"),
    "undo_roll_over": _("tog tillbaka nästa års plan"),
    "undo_upload": _("tog tillbaka en inläst fil"),
    "request_fetch": _("bad om siffror från en öppen tjänst"),
    "finish_fetch": _("hämtade siffror från en öppen tjänst"),
    "fail_fetch": _("fick inga siffror från en öppen tjänst"),
    "refer_back": _("förde in en återremiss"),
    "referred_back": _("förde in en återremiss"),
    "remind": _("påminde om en rapport"),
    "remove_contact": _("tog bort en kontakt"),
    "return_report": _("återlämnade rapporten"),
    "roll_over": _("förberedde nästa års plan"),
    "reword_goal": _("formulerade om ett mål"),
    "save_activity_row": _("rapporterade en aktivitet"),
    "save_draft": _("läste in ett dokument"),
    "save_indicator_row": _("rapporterade en indikator"),
    "save_judgement": _("bedömde ett mål"),
    "save_section_text": _("skrev i ett avsnitt"),
    "send_out": _("sände ut rapporten"),
    "set_target": _("satte ett årsmål"),
    "tabled": _("förde in en bordläggning"),
    "take_document_step": _("förde in ett steg för ett styrdokument"),
    "write_vision": _("skrev en lokal målbild"),
    "write_part": _("skrev i en analys"),
    "pull_figure": _("hämtade in en siffra i en analys"),
    "name_party": _("lade in vem som gjorde en analys"),
    "leave_out": _("lade in vad som valdes bort"),
    "add_quality": _("lade in en kvalitet"),
    "take_from_analysis": _("tog bort något ur en analys"),
    "verify": _("förde in justeringen"),
}

SUBJECTS = {
    "cycle.assessment": _("sammanvägning"),
    "cycle.report": _("rapport"),
    "cycle.round": _("omgång"),
    "history.pack": _("stadspaket"),
    "organisation.organisation": _("nämnd eller styrelse"),
    "people.user": _("person"),
    "places.area": _("plats"),
    "places.edition": _("indelning i områden"),
    "risk.amount": _("medel per område"),
    "risk.definition": _("index"),
    "risk.run": _("körning"),
    "risk.selection": _("lista"),
    "programmes.contribution": _("medverkan"),
    "programmes.draft": _("utkast"),
    "programmes.import": _("inläst dokument"),
    "programmes.steeringdocument": _("styrdokument"),
    "programmes.question": _("fråga om medverkan"),
    "steering.activity": _("aktivitet"),
    "steering.goal": _("mål"),
    "steering.indicator": _("indikator"),
    "steering.plan": _("plan"),
    "steering.mapping": _("läsning av en fil"),
    "steering.target": _("årsmål"),
    "steering.fetch": _("hämtning av siffror"),
    "steering.upload": _("fil med siffror"),
    "steering.value": _("värde"),
}

FIELDS = {
    "comment": _("kommentar"),
    "continuous": _("löpande"),
    "decided": _("beslutade"),
    "deviation": _("avvikelse"),
    "end": _("slut"),
    "forecast": _("prognos"),
    "judgement": _("bedömning"),
    "missing_reason": _("varför värdet saknas"),
    "motivation": _("motivering"),
    "name": _("namn"),
    "number": _("nummer"),
    "office_name": _("förvaltning"),
    "outcome": _("utfall"),
    "outcome_men": _("utfall män"),
    "outcome_women": _("utfall kvinnor"),
    "paragraph": _("paragraf"),
    "ready": _("klarmarkerad"),
    "responsible": _("ansvarig"),
    "role": _("roll"),
    "role_title": _("uppgift"),
    "service": _("tjänst"),
    "short_name": _("kortnamn"),
    "start": _("start"),
    "adopted_on": _("antagen"),
    "state": _("läge"),
    "status": _("läge"),
    "text": _("text"),
    "theme": _("tema"),
    "title": _("rubrik"),
    "valid_from": _("från och med"),
    "valid_to": _("till och med"),
    "value": _("värde"),
    "waiting_for": _("väntar på"),
}

CHOICES: dict[str, tuple[type[TextChoices], ...]] = {
    "judgement": (Judgement,),
    "role": (Role,),
    "state": (ReportState,),
    "status": (ActivityStatus, DocumentStatus),
}

NOTHING = "–"


def action_words(action: str) -> str:
    """The deed as it is said, else its name with spaces: an action of tomorrow is still shown."""
    return str(ACTIONS.get(action, action.replace("_", " ")))


def subject_words(subject: str) -> str:
    return str(SUBJECTS.get(subject, subject.rpartition(".")[2]))


def field_word(field: str) -> str:
    return str(FIELDS.get(field, field.replace("_", " ")))


def value_words(field: str, value: Any) -> str:
    """What stood in a field; nothing as an en dash, yes and no and choices in words."""
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return str(_("ja") if value else _("nej"))
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    for choices in CHOICES.get(field, ()):
        if value in choices.values:
            return str(choices(value).label)
    return str(value)
