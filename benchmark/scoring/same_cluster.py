"""Whether the industry assessed is itself one of the 25: by city and product."""

from __future__ import annotations

import re
import unicodedata

from .assessment import Industry
from .framework import Cluster, Framework

_KINDS_OF_PLACE = re.compile(r"(?:自治州|新区|地区|市|县|区)$")
_KINDS_OF_INDUSTRY = re.compile(r"(?:先进制造业|产业|行业|集群|链)+$")
# A shorter name, such as 装备, would be part of too many products.
_TELLING = 3


def same_cluster(framework: Framework, industry: Industry) -> Cluster | None:
    """The reference cluster that the industry is, or None.

    Its city stands in the industry's place (a county that the cluster's own name names will do)
    and one of its products in the industry's name, or the name within a product.
    """
    return next(
        (c for c in framework.clusters if _of_place(c, industry) and _of_product(c, industry)),
        None,
    )


def _of_place(cluster: Cluster, industry: Industry) -> bool:
    place = _plain(industry.place)
    if any(city.zh in place or _plain(city.en) in place for city in cluster.cities):
        return True
    county = _KINDS_OF_PLACE.sub("", place)
    return place != county and len(county) > 1 and county in cluster.name.zh


def _of_product(cluster: Cluster, industry: Industry) -> bool:
    name = _KINDS_OF_INDUSTRY.sub("", _plain(industry.name))
    english = _plain(industry.name_en) or name
    return any(
        product.zh in name
        or (len(name) >= _TELLING and name in product.zh)
        or _plain(product.en) in english
        for product in cluster.products
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()
