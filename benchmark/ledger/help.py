"""What the ledger says to those who fill it in, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from benchmark.questionnaire.gate import MAX_BYTES
from benchmark.questionnaire.layout import ROW_LIMIT
from benchmark.scoring.framework import Text

READ_ONLY: Final = Text("此列由系统填写。", "This column is filled in by the system.")
DUE: Final = Text(
    "请填写日期，例如 2026-12-31；2000年至2100年之间。",
    "Enter a date such as 2026-12-31, between 2000 and 2100.",
)
OTHER_PRACTICE: Final = Text(
    "这项做法不是针对这个特征的。仍要选用吗？",
    "This practice is not for this trait. Choose it all the same?",
)
NOTE: Final = Text(
    "每行一项任务，填写白色各列，新的进展写在“新的进展”一列；新任务在表末空行另起一行。"
    "填好后在系统的“任务分解”页上传。",
    "One task a row. Fill in the white columns and write progress into “New note”; put new tasks "
    "into the empty rows at the end. Upload the file on the page of the plan.",
)
INSTRUCTIONS: Final = Text("填写说明", "How to fill it in")
PRACTICES: Final = Text("借鉴做法所需条件", "What each practice requires")


def instructions() -> Iterator[Text]:
    """The paragraphs of the last sheet, in order."""
    yield Text(
        "本台账由系统生成，可用 Excel、WPS 表格或 LibreOffice 填写。填好后在系统的“任务分解”页"
        "上传：系统先逐项列出将要改动的内容和全部问题，确认以后才保存。",
        "This ledger comes from the system and can be filled in with Excel, WPS or LibreOffice. "
        "Upload it on the page of the plan: the system first lists every change and every problem, "
        "and saves only after you confirm.",
    )
    yield Text(
        "可以筛选、排序、插入行。排序时请对整张表排序，不要只选几列。"
        "已有任务的特征和条件不能改；最近进展由系统填写，改了不读取。",
        "Filter, sort and insert rows as you like, but sort the whole table, never some of its "
        "columns. Trait and condition of a task that is there do not change; its last note is not "
        "read.",
    )
    yield Text(
        "完成时限填日期。进展状态、借鉴做法、所需条件从下拉列表中选。"
        "所需条件是借鉴做法要求的条件，见下；没有选借鉴做法的不填。",
        "The deadline takes a date; status, practice and what it requires are chosen from lists. "
        "What each practice requires stands below; leave it empty where no practice is chosen.",
    )
    yield Text(
        "“新的进展”写这次的进展，上传确认后记在上传人名下，日期为确认当天。以前的进展仍在系统中。",
        "Write what is new into “New note”: once confirmed it is noted under the name of whoever "
        "uploaded the file, with the day of confirmation. Earlier notes stay in the system.",
    )
    yield Text(
        "新任务在空行填写：选条件（或只选特征），写任务内容，其余可以不填，进展状态不填即为未启动。",
        "A new task takes an empty row: choose its condition, or a trait alone, and say what to "
        "do; without a status it is not started.",
    )
    yield Text(
        "从台账中删去的行，任务不会删除；要删除任务请在系统中操作。"
        "下载以后别处又改过的任务，核对时两种内容都会列出，由您选择。",
        "A row that is deleted here deletes no task; delete it in the system. Where a task was "
        "changed elsewhere since the download, both versions are shown and you choose.",
    )
    yield Text(
        f"上传并确认以后还要再改的，请重新下载台账。最多{ROW_LIMIT}行；文件保存为 .xlsx"
        f"（.xls、.et、.ods 也可以），不超过{MAX_BYTES >> 20}MB，不要加密码，不要带宏。",
        f"To go on after an upload, download the ledger again. At most {ROW_LIMIT} rows. Save as "
        f".xlsx (.xls, .et and .ods will do) of at most {MAX_BYTES >> 20} MB, without password or "
        "macros.",
    )
