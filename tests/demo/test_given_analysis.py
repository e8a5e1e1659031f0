"""One invented analysis is there to read, once, and it is marked; nobody real gets one."""

import pytest
from tests import builders as b

from samstad.demo.given_analysis import give_analysis
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.programmes.models import AnalysisPart, LocalQuality, NotChosen, SteeringDocument

pytestmark = pytest.mark.django_db


def programme(board: Organisation) -> SteeringDocument:
    return SteeringDocument.objects.create(
        slug="lup", title="Lokalt program", kind="local_programme", status="adopted", owner=board
    )


def test_the_programme_of_an_invented_coordinator_gets_an_analysis_once() -> None:
    board = b.board()
    document = programme(board)
    person = b.person("Kim", ("coordinator", board))
    RoleAssignment.objects.filter(user=person).update(pack=b.example_pack())
    assert give_analysis(at=b.NOON)
    document.refresh_from_db()
    texts = [document.vision_of_place, *AnalysisPart.objects.values_list("text", flat=True)]
    texts += [*LocalQuality.objects.values_list("text", flat=True), *NotChosen.objects.values_list("title", flat=True)]
    assert len(texts) == 6
    assert all(text.startswith("Påhitta") for text in texts)
    assert not AnalysisPart.objects.filter(part="climate").exists(), "an empty part is shown too"
    assert not give_analysis(at=b.NOON)


def test_a_real_board_gets_no_invented_analysis() -> None:
    board = b.board()
    programme(board)
    b.person("Kim", ("coordinator", board))
    assert not give_analysis(at=b.NOON)
    assert not AnalysisPart.objects.exists()
