"""Terms of the field that an official of another bureau may not know, explained once."""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.scoring.framework import Text, Trait


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its explanation, and the words by which a text uses it."""

    name: Text
    meaning: Text
    words: tuple[str, ...]


TERMS: tuple[Term, ...] = (
    Term(
        Text("规上（规模以上）企业", "Enterprise above designated size"),
        Text(
            "年主营业务收入2000万元及以上的工业企业，统计部门逐户统计。",
            "Industrial firms with annual main revenue of 20 million yuan or more; the "
            "statistics office counts each of them.",
        ),
        ("规模以上", "规上"),
    ),
    Term(
        Text("首台（套）、首批次、首版次", "First set, first batch, first version"),
        Text(
            "经国家或省主管部门认定、尚未取得市场业绩的重大技术装备（首台套）、新材料（首批次）和软件（首版次）。",
            "Major equipment (first set), new materials (first batch) and software (first "
            "version) recognised by the national or provincial authority before they have a "
            "market record.",
        ),
        ("首台（套）", "首批次", "首版次", "首台套"),
    ),
    Term(
        Text("链主企业", "Chain-leader enterprise"),
        Text(
            "在产业链中居主导地位、能带动上下游企业协同发展的龙头企业。",
            "A firm that leads its industry chain and draws suppliers and customers along.",
        ),
        ("链主",),
    ),
    Term(
        Text("口径", "Basis of a figure"),
        Text(
            "一个数据的统计范围和算法。口径不同的数据不能直接相比，填写时请注明。",
            "What a figure covers and how it is reckoned. Figures on different bases do not "
            "compare; state the basis.",
        ),
        ("口径",),
    ),
    Term(
        Text("单项冠军企业", "Single-product champion"),
        Text(
            "长期专注细分产品、市场占有率居全球前列，经工信部认定的制造业企业。",
            "A manufacturer recognised by the Ministry of Industry and Information Technology "
            "for a leading world share in one product.",
        ),
        ("单项冠军",),
    ),
    Term(
        Text("专精特新“小巨人”企业", "Little-giant firm"),
        Text(
            "专业化、精细化、特色化、新颖化突出，经工信部认定的中小企业。",
            "A small or medium firm recognised by the Ministry for specialised and novel products.",
        ),
        ("小巨人",),
    ),
    Term(
        Text("“双一流”学科", "Double First-Class disciplines"),
        Text(
            "教育部、财政部、国家发展改革委公布的世界一流大学和一流学科建设名单。",
            "The national list of universities and disciplines to be built to world class.",
        ),
        ("双一流",),
    ),
    Term(
        Text("一致性评价", "Consistency evaluation"),
        Text(
            "国家药监部门对仿制药质量和疗效是否与原研药一致的评价。",
            "The drug authority's finding that a generic equals the original in quality and "
            "effect.",
        ),
        ("一致性评价",),
    ),
    Term(
        Text("国民经济行业小类", "Industry class"),
        Text(
            "《国民经济行业分类》（GB/T 4754）的第四级，代码四位；按产品细分的数据不在此列。",
            "The fourth, four-digit level of the national industry classification "
            "(GB/T 4754); figures of single products are no such class.",
        ),
        ("行业小类", "行业中类"),
    ),
    Term(
        Text("产业链图谱", "Chain map"),
        Text(
            "按上中下游列出一个产业全部环节的清单，由本地事先固定，用来数环节、算覆盖率。",
            "A list of all segments of an industry from upstream to downstream, fixed "
            "beforehand, by which segments are counted.",
        ),
        ("图谱",),
    ),
)


def terms_of(trait: Trait) -> tuple[Term, ...]:
    """The terms that a trait's name, conditions and indicators use."""
    text = "\n".join(
        (
            trait.name.zh,
            *(f"{c.text.zh}\n{c.proof.zh}" for c in trait.conditions),
            *(f"{i.name.zh}\n{i.definition.zh}\n{i.data_source.zh}" for i in trait.indicators),
        )
    )
    return tuple(term for term in TERMS if any(word in text for word in term.words))
