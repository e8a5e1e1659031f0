"""A pack that has been spoilt by hand, by a program or on purpose is loaded or told: never a fault."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.slow_examples import one_in
from tests.sources.city_pack import packs

from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db
JUNK = [
    "\0", "\t", "\ufeff", "\u202e", "\N{SOFT HYPHEN}", "99999999999999999999999", "-1", "1e400", "[[[[[[", "{" * 50,
    "&a *a", "!!python/object:os.system", "---\n", "'", '"', ":", "- ", "\n", ";", ",", "null", "true", "NaN",
    "x" * 5000, "🦊", "../../etc/passwd",
]  # fmt: skip


@one_in(1)
@given(
    file=st.sampled_from(sorted(packs.SMALL)), share=st.floats(0, 1), junk=st.sampled_from(JUNK), gone=st.integers(0, 9)
)
def test_a_pack_with_junk_anywhere_is_loaded_or_refused(
    tmp_path: Path, file: str, share: float, junk: str, gone: int
) -> None:
    text = packs.SMALL[file]
    at = int(share * len(text))
    shutil.rmtree(tmp_path / "paket", ignore_errors=True)
    folder = packs.write(tmp_path / "paket", {**packs.SMALL, file: text[:at] + junk + text[at + gone :]})
    try:
        packs.load(folder, check_only=True)
    except Refusal as refusal:
        said = refusal.sentence or str(refusal)
    else:
        said = "."
    assert said


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_pack_in_another_encoding_says_what_to_do(tmp_path: Path, encoding: str) -> None:
    folder = packs.write(tmp_path / "paket", packs.SMALL)
    (folder / "stad.yaml").write_bytes(packs.CITY.encode(encoding))
    with pytest.raises(Refusal, match="Spara den som UTF-8"):
        packs.load(folder, check_only=True)
