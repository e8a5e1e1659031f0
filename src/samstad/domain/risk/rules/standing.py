"""What can be asked of a definition, a run or a list now."""

from django.utils.translation import gettext as _

from samstad.domain.risk.choices import Standing
from samstad.domain.risk.models import DefinitionVersion, Selection
from samstad.domain.steering import rules as steering_rules
from samstad.refusals import Refusal

LONGEST_MOTIVATION = 600


def must_be_proposed(of: DefinitionVersion | Selection) -> None:
    """What has been adopted stands; a change is a new version or a new list."""
    if of.state == Standing.ADOPTED:
        raise Refusal("adopted", _("Den är redan antagen och ändras inte. Gör en ny i stället."))


def check_paragraph(paragraph: str) -> str:
    """The paragraph as the minutes number it; what is adopted has one."""
    plain = steering_rules.check_paragraph(paragraph)
    if not plain:
        raise Refusal("no_paragraph", _("Ange paragrafen i protokollet."))
    return plain


def check_motivation(text: str, *, departs: bool) -> str:
    """A departure from what the rule proposes needs its reason."""
    if departs and not text.strip():
        raise Refusal("no_motivation", _("Skriv varför ni gör ett annat val än regeln föreslår."))
    if len(text.strip()) > LONGEST_MOTIVATION:
        raise Refusal("long_motivation", _("Korta motiveringen till högst 600 tecken."))
    return text.strip()
