"""Which bureaus usually have the data of a trait: our construct, by trait slug.

The framework's own `data_source` names documents and lists; an official must know whom to ask.
"""

from __future__ import annotations

from collections.abc import Mapping

from .framework import Text

HOLDERS: Mapping[str, Text] = {
    "first-mover": Text(
        "工信局、市场监管局、地方志机构",
        "industry and information technology bureau, market regulation bureau, local gazetteer "
        "office",
    ),
    "scale": Text(
        "统计局、工信局", "statistics bureau, industry and information technology bureau"
    ),
    "market-share": Text(
        "工信局、行业协会", "industry and information technology bureau, industry associations"
    ),
    "chain": Text(
        "工信局、链上重点企业",
        "industry and information technology bureau, key firms of the chain",
    ),
    "leaders": Text("工信局", "industry and information technology bureau"),
    "technology": Text(
        "科技局、工信局、市场监管局",
        "science and technology bureau, industry and information technology bureau, market "
        "regulation bureau",
    ),
    "innovation": Text(
        "科技局、发改委、工信局、统计局、市场监管局、组织部、人社局",
        "science and technology bureau, development and reform commission, industry and "
        "information technology bureau, statistics bureau, market regulation bureau, "
        "organisation department, human resources and social security bureau",
    ),
}
