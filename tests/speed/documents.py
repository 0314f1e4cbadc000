"""Warm time of each format on one core, and peak memory of the whole command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.reference_data import read_framework
from benchmark.reports.as_json import as_json
from benchmark.reports.excel.as_xlsx import as_xlsx
from benchmark.reports.gap_report import GapReport, build
from benchmark.reports.pdf.as_pdf import as_pdf
from benchmark.reports.word.as_docx import as_docx
from tests.served import ROOT, manage
from tests.speed.bare import writers as bare_writers

RUNS = 7


def typical() -> dict[str, object]:
    """The first demo assessment: seven traits, three comparators."""
    demo = json.loads((ROOT / "fixtures" / "demo.json").read_text(encoding="utf-8"))
    return dict(demo["assessments"][0]["input"])


def longest() -> dict[str, object]:
    """5,000 characters and 30 evidence items a trait, three comparators."""
    made = typical()
    for rating in made["ratings"]:  # type: ignore[attr-defined]
        rating["rationale"] = "依据统计年鉴和产业链台账逐项核对形成的说明文字。" * 208
    named = [item["conditions"][:1] for item in made["evidence"]]  # type: ignore[attr-defined]
    made["evidence"] = [
        {
            "grade": 2,
            "title": f"材料{n}：产业链运行台账",
            "source": "示例市",
            "date": "2025-02",
            "conditions": named[n % len(named)],
        }
        for n in range(30 * len(made["ratings"]))  # type: ignore[arg-type]
    ]
    return made


def biggest() -> dict[str, object]:
    """200 evidence items of 200 characters a trait."""
    made = typical()
    named = [item["conditions"][:1] for item in made["evidence"]]  # type: ignore[attr-defined]
    made["evidence"] = [
        {
            "grade": 2,
            "title": f"材料{n}：" + "产业链运行台账和统计年鉴逐项核对情况" * 10 + "的通知",
            "source": "示例市",
            "date": "2025-02",
            "conditions": named[n % len(named)],
        }
        for n in range(200 * len(made["ratings"]))  # type: ignore[arg-type]
    ]
    return made


def run() -> None:
    framework = read_framework(ROOT / "fixtures")
    print("\nDocuments: warm, median of", RUNS, "and the bare library with the same content")
    for name, made in (("typical", typical()), ("longest", longest())):
        report = build(framework, parse_assessment(made, framework))
        bare = bare_writers(report)
        for label, write in _writers(report).items():
            size = len(write())
            seconds = _warm(write)
            line = f"{name:<10}{label:<6}{seconds * 1000:8.0f} ms {size / 1024:8.0f} KB"
            if label in bare:
                plain = _warm(bare[label])
                line += f"   bare {plain * 1000:8.0f} ms   ratio {seconds / plain:6.2f}"
            print(line)
    _memory()


def _writers(report: GapReport) -> dict[str, Callable[[], bytes]]:
    return {
        "pdf": lambda: as_pdf(report, "zh-hans"),
        "docx": lambda: as_docx(report, "zh-hans"),
        "xlsx": lambda: as_xlsx(report, "zh-hans"),
        "json": lambda: as_json(report),
    }


def _warm(write: Callable[[], object]) -> float:
    write()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        write()
        times.append(time.perf_counter() - begin)
    return median(times)


def _memory() -> None:
    print("\ngap_report as a whole process: seconds and peak memory")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "VAR_DIR": folder}
        manage(environment, "prepare")
        for name, made in (
            *(("typical", typical()), ("longest", longest())),
            ("biggest", biggest()),
        ):
            source = Path(folder) / f"{name}.json"
            source.write_text(json.dumps(made), encoding="utf-8")
            for kind in ("json", "html", "docx", "pdf", "xlsx"):
                seconds, megabytes = _one_process(source, kind, environment)
                print(f"{name:<10}{kind:<6}{seconds:8.2f} s {megabytes:8.0f} MB")


def _one_process(source: Path, kind: str, environment: dict[str, str]) -> tuple[float, float]:
    command = [sys.executable, "manage.py", "gap_report", str(source), "--format", kind]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, *command, "--output", f"{source}.{kind}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, peak = done.stdout.split()[-2:]
    return float(seconds), float(peak) / (1024 * 1024 if sys.platform == "darwin" else 1024)


# A process starts as a copy of the one that starts it, and the system counts that copy's memory as
# its own peak: a small one in between keeps this process's memory out of the figure.
_MEASURE = """
import os, sys, time
begin = time.perf_counter()
child = os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - begin, usage.ru_maxrss)
sys.exit(status != 0)
"""
