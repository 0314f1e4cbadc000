"""Many people saving at once on SQLite, through a real server: no error, nothing lost unseen,
nothing saved twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from threading import Barrier
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.served import Site, served

PEOPLE, SAVES = 32, 5
RIVALS, ROUNDS = 8, 6
TOKEN = "t" * 32
KEY = "a1b2c3d4"
# Colleagues who are signed in, a draft for each of them, and some for all.
OFFICE = f"""
import json
from django.test import Client
from benchmark.actions.assessments import create_industry, start_assessment
from benchmark.models import Framework, Organisation, User
office = Organisation.objects.create(name="并发市工信局", place="并发市")
industry = create_industry(organisation=office, name="并发", place="并发市", sector="other")
slug = Framework.objects.get().slug
found = []
for number in range({PEOPLE} + 4):
    user = User.objects.create(username=f"person-{{number}}", organisation=office)
    draft = start_assessment(user=user, framework=slug, industry=industry, period=1950 + number)
    client = Client()
    client.force_login(user)
    found.append([draft.pk, client.cookies["sessionid"].value])
print(json.dumps(found))
"""
# Two questionnaires that a colleague uploaded: of a draft, and of an assessment that is not there.
UPLOADED = """
import json
from dataclasses import replace
from benchmark.actions.uploads import keep_upload
from benchmark.models import Assessment, User
from benchmark.queries.assessments import load_assessment
from benchmark.queries.questionnaires import stored_state
from benchmark.queries.uploads import compare
from benchmark.questionnaire.filled import Filled
from benchmark.questionnaire.sheets import Places
from benchmark.scoring.assessment import Evidence
user = User.objects.get(username="person-0")
row = Assessment.objects.order_by("-pk").first()
said = load_assessment(user, row.pk).domain
said = replace(said, evidence=(Evidence(2, "统计年报", conditions=("sc-first",)),))
old = keep_upload(
    user=user, filled=Filled(said, Places()), assessment=row, state=stored_state(row)
)
new = keep_upload(user=user, filled=Filled(replace(said, period=2050), Places()))
print(json.dumps([[each.get_absolute_url(), compare(user, each).mark] for each in (old, new)]))
"""
CONFIRMED = """
import json
from benchmark.models import Assessment, Evidence, Upload
print(json.dumps([
    [row.get_absolute_url(), Evidence.objects.filter(assessment=row).count()]
    for row in [upload.assessment for upload in Upload.objects.order_by("pk")]
] + [Assessment.objects.filter(period=2050).count()]))
"""
STORED = """
import json
from benchmark.models import Evidence, Rating
ratings = Rating.objects.filter(trait__slug="scale")
print(json.dumps({
    rating.assessment_id: [
        rating.revision,
        rating.rationale,
        list(rating.figures.order_by("pk").values_list("year", flat=True)),
        list(
            Evidence.objects.filter(assessment=rating.assessment_id)
            .order_by("pk").values_list("key", "title")
        ),
    ]
    for rating in ratings
}))
"""


@dataclass(frozen=True)
class Person:
    """Somebody with a session and a draft."""

    site: Site
    session: str
    draft: int

    def save(
        self, text: str, revision: int, draft: int = 0, key: str = KEY, **more: str | int
    ) -> tuple[int, dict[str, Any]]:
        """Save the page of one trait in the background, with an evidence row of that key; status
        and answer."""
        fields = {
            "revision": revision,
            "rationale": text,
            "answer-sc-city-chain": "met",
            f"evidence-{key}-grade": 2,
            f"evidence-{key}-title": text,
            f"evidence-{key}-conditions": "sc-city-chain",
        } | more
        address = f"/assessments/{draft or self.draft}/traits/scale/"
        response, body = self.post(address, fields, Accept="application/json")
        is_json = response.headers.get_content_type() == "application/json"
        return response.status, json.loads(body) if is_json else {"body": body.decode()}

    def post(self, address: str, fields: Any, **more: str) -> tuple[HTTPResponse, bytes]:
        """Send a form; the answer and its body."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        } | more
        connection = HTTPConnection(urlsplit(self.site.url).netloc, timeout=60)
        connection.request("POST", address, urlencode(fields), headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Person]]:
    with served(tmp_path_factory.mktemp("busy"), workers=2) as site:
        printed = site.manage("shell", "--no-imports", "-c", OFFICE).splitlines()[-1]
        yield [Person(site, session, draft) for draft, session in json.loads(printed)]


@dataclass(frozen=True)
class Stored:
    """What is stored of one draft: its evidence by key, the years of its figures."""

    revision: int
    rationale: str
    years: list[int]
    titles: dict[str, str]


def stored(site: Site) -> dict[int, Stored]:
    """By assessment."""
    printed = site.manage("shell", "--no-imports", "-c", STORED).splitlines()[-1]
    return {
        int(pk): Stored(revision, text, years, dict(rows))
        for pk, (revision, text, years, rows) in json.loads(printed).items()
    }


def at_once(count: int, act: Callable[[int, Barrier], Any]) -> list[Any]:
    """What so many threads come back with; they may wait for each other at the barrier."""
    barrier = Barrier(count, timeout=60)
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(act, range(count), [barrier] * count))


def test_thirty_two_people_save_their_own_drafts(people: list[Person]) -> None:
    def work(number: int, barrier: Barrier) -> list[tuple[int, int | None]]:
        person, answers = people[number], []
        barrier.wait()
        for revision in range(SAVES):
            status, answer = person.save(f"第{number}人第{revision}次", revision)
            answers.append((status, answer.get("revision")))
        return answers

    every = [(200, revision + 1) for revision in range(SAVES)]
    assert at_once(PEOPLE, work) == [every] * PEOPLE
    found = stored(people[0].site)
    for number, person in enumerate(people[:PEOPLE]):
        text = f"第{number}人第{SAVES - 1}次"
        saved = found[person.draft]
        assert (saved.revision, saved.rationale, saved.titles) == (SAVES, text, {KEY: text})


def test_eight_people_save_the_same_trait(people: list[Person]) -> None:
    together = people[PEOPLE].draft

    def compete(number: int, barrier: Barrier) -> list[tuple[int, dict[str, Any]]]:
        answers = []
        for revision in range(ROUNDS):
            barrier.wait()
            answers.append(people[number].save(f"{number}号第{revision}轮", revision, together))
        return answers

    answers = at_once(RIVALS, compete)
    winners = []
    for revision in range(ROUNDS):
        told = [each[revision] for each in answers]
        assert sorted(status for status, _ in told) == [200] + [409] * (RIVALS - 1)
        winner = next(number for number, (status, _) in enumerate(told) if status == 200)
        winners.append(f"{winner}号第{revision}轮")
        for status, answer in told:
            assert answer["revision"] == revision + 1
            if status == 409:
                # Told who was faster, and what is stored now.
                assert answer["saved_by"] == f"person-{winner}"
                assert winners[-1] in answer["panel"]
    saved = stored(people[0].site)[together]
    assert (saved.revision, saved.rationale, saved.titles) == (
        ROUNDS,
        winners[-1],
        {KEY: winners[-1]},
    )


def test_eight_people_add_rows_to_the_same_trait_and_none_is_lost(people: list[Person]) -> None:
    """Each is told of the others, keeps what he typed and saves it again."""
    together = people[PEOPLE + 1].draft

    def insist(number: int, barrier: Barrier) -> int:
        row = f"figure-{number:08x}"
        fields: dict[str, str | int] = {
            f"{row}-indicator": "output",
            f"{row}-value": "406",
            f"{row}-year": 2000 + number,
        }
        barrier.wait()
        revision, tries = 0, 0
        while True:
            status, answer = people[number].save(
                f"{number}号", revision, together, f"{number:08x}", overwrite=revision, **fields
            )
            revision, tries = answer["revision"], tries + 1
            if status == 200:
                return tries
            assert status == 409

    assert max(at_once(RIVALS, insist)) > 1
    saved = stored(people[0].site)[together]
    assert saved.revision == RIVALS
    assert sorted(saved.years) == [2000 + number for number in range(RIVALS)]
    assert saved.titles == {f"{number:08x}": f"{number}号" for number in range(RIVALS)}


def test_a_save_that_is_repeated_adds_nothing_twice(people: list[Person]) -> None:
    """Its answers get lost: the page sends it again and again, from the revision that it knows."""
    alone = people[PEOPLE + 2]
    page, row = "f" * 16, "figure-0000000a"
    fields = {f"{row}-indicator": "output", f"{row}-value": "406", f"{row}-year": 2024}

    def repeat(number: int, barrier: Barrier) -> int:
        barrier.wait()
        return alone.save("一次", 0, save=f"{page}.{number + 1}", **fields)[0]

    # Those that arrive after a later one are told so; nothing is added by any.
    assert set(at_once(RIVALS, repeat)) <= {200, 409}
    saved = stored(people[0].site)[alone.draft]
    assert (saved.years, saved.titles) == ([2024], {KEY: "一次"})


def test_eight_people_confirm_the_same_questionnaires(people: list[Person]) -> None:
    """One writes it; all others are told where it is."""
    site = people[0].site
    uploads = json.loads(site.manage("shell", "--no-imports", "-c", UPLOADED).splitlines()[-1])

    def work(number: int, barrier: Barrier) -> list[tuple[int, str | None]]:
        answers = []
        for address, mark in uploads:
            barrier.wait()
            response, _ = people[number].post(address, {"shown": mark})
            answers.append((response.status, response.headers["Location"]))
        return answers

    answers = at_once(RIVALS, work)
    printed = site.manage("shell", "--no-imports", "-c", CONFIRMED).splitlines()[-1]
    *saved, made = json.loads(printed)
    assert made == 1
    for each, (address, _) in enumerate(uploads):
        where, rows = saved[each]
        assert rows == 1
        told = sorted(answer[each] for answer in answers)
        assert told == sorted([(302, where)] + [(302, address)] * (RIVALS - 1))
