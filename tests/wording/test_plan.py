"""What a task begins with."""

from __future__ import annotations

from typing import get_args

from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.plan import Outlook, Reach, TaskStatus
from benchmark.scoring.proposals import Proposal
from benchmark.wording.plan import (
    IDLE,
    TASK_STATUS,
    first_goal,
    first_lead,
    first_measure,
    spared_text,
)

STATISTICS = Text("统计局", "Statistics bureau")


def test_every_status_has_words() -> None:
    assert set(TASK_STATUS) == set(get_args(TaskStatus))
    assert all(text.zh and text.en for text in TASK_STATUS.values())


def test_what_can_be_spared_says_so_unless_it_is_settled(framework: Framework) -> None:
    one, other, idle = "sc-province-top3", "sc-province-list", "sc-city-chain"
    nothing = Reach({}, (1, 1))
    outlook = Outlook(
        nothing, nothing, None, nothing, frozenset([idle]), {one: (other,), other: (one,)}, {}
    )

    def told(condition: str | None, status: str = "under_way") -> Text:
        return spared_text(framework, outlook, condition, status)

    assert told(idle) == IDLE
    assert told(one).zh.startswith("与“")
    assert told(one).zh.endswith("”做成一项即可。")
    assert told(other).en.startswith("Either this or “")
    quiet = [told(None), told("sc-first"), told(idle, "done"), told(one, "paused")]
    assert quiet == [Text("", "")] * 4


def test_what_is_to_be_met_begins_with_the_practice(framework: Framework) -> None:
    practice = framework.practices[0]
    task = Proposal("market-share", "meet", "ms-domestic-40", practice)
    assert first_measure(framework, task) == practice.measure
    assert first_goal(framework, task).zh == "超过40%"
    assert first_lead(task) == Text("", "")


def test_without_a_practice_it_says_what_is_to_be_reached(framework: Framework) -> None:
    task = Proposal("scale", "meet", "sc-nation-list")
    assert first_measure(framework, task).zh.startswith("达到：")
    assert first_goal(framework, task) == Text("", "")


def test_what_is_open_is_found_out_first(framework: Framework) -> None:
    practice = framework.practices[0]
    task = Proposal("innovation", "find_out", "in-joint", practice, STATISTICS)
    said = first_measure(framework, task)
    assert said.zh.startswith("核实是否符合“")
    assert said.zh.endswith(f"；没有达到的，{practice.measure.zh}")
    assert said.en.endswith(f"; where it falls short: {practice.measure.en}")
    assert first_lead(task) == STATISTICS
    figure = Proposal("market-share", "find_out", "ms-domestic-40")
    assert first_measure(framework, figure).zh == "取得数据：核心产品国内市场占有率（%）"
    assert first_goal(framework, figure).zh == "超过40%"


def test_what_is_to_be_proven_asks_for_its_proof(framework: Framework) -> None:
    task = Proposal("market-share", "prove", "ms-domestic-40")
    assert first_measure(framework, task).en.startswith("Obtain evidence: ")
    assert first_goal(framework, task) == Text("", "")


def test_what_is_to_be_obtained_is_named_once(framework: Framework) -> None:
    asked = ("ms-domestic-40", "ms-domestic-80", "ms-first")
    task = Proposal("market-share", "obtain", None, holder=STATISTICS, asked=asked)
    said = first_measure(framework, task).zh
    assert said.startswith("取得数据：核心产品国内市场占有率（%）；核实是否符合“")
    assert first_goal(framework, task) == Text("", "")
