import difflib
import os
import random

import pytest
import tests.web.public.test_as_it_was as t

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(int(os.environ.get("S0", "0")), int(os.environ.get("S1", "3"))))
def test_seed(client, seed):
    r = random.Random(seed)
    days = [(r.randint(1, 25), [r.choice(t.City.DEEDS) for _ in range(r.randint(1, 6))]) for _ in range(6)]
    with pytest.MonkeyPatch.context() as patch:
        city = t.City()
        city.do("open_round", "")
        shown = {}
        for gap, deeds in days:
            city.day, city.hour = city.day + t.timedelta(days=gap), 8
            for d in deeds:
                city.do(*d)
            shown[city.day] = t.told(client, city, city.day, None, patch)
        bad = []
        for day, then in shown.items():
            if day < city.day:
                again = t.told(client, city, city.day, day, patch)
                for a, text in then.items():
                    if again[a] != text:
                        bad.append(
                            f"== {a} {day}\n"
                            + "\n".join(
                                x[:400]
                                for x in difflib.unified_diff(
                                    text.splitlines(), again[a].splitlines(), "then", "again", n=0, lineterm=""
                                )
                            )
                        )
        assert not bad, "\n".join(bad[:6])
