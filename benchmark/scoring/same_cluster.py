"""Whether the industry assessed is itself one of the 25: by city and product."""

from __future__ import annotations

import re

from .assessment import Industry
from .framework import Cluster, Framework
from .text import one_name

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
    place = one_name(industry.place)
    if any(one_name(city.zh) in place or one_name(city.en) in place for city in cluster.cities):
        return True
    county = _KINDS_OF_PLACE.sub("", place)
    return place != county and len(county) > 1 and county in one_name(cluster.name.zh)


def _of_product(cluster: Cluster, industry: Industry) -> bool:
    name = _KINDS_OF_INDUSTRY.sub("", one_name(industry.name))
    english = one_name(industry.name_en) or name
    return any(
        one_name(product.zh) in name
        or (len(name) >= _TELLING and name in one_name(product.zh))
        or one_name(product.en) in english
        for product in cluster.products
    )
