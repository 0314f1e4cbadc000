from babel.messages import Catalog

from benchmark.management.commands import messages


def catalog(**strings: str) -> Catalog:
    made = Catalog(locale="en")
    for source, english in strings.items():
        made.add(source, english)
    return made


def problems(translated: Catalog, used: Catalog) -> list[str]:
    return [line.split(":")[0].strip() for line in messages.catalog_problems(translated, used)]


def test_the_shipped_catalog_is_complete():
    template = messages.collect()
    path = messages.Path(messages.settings.LOCALE_PATHS[0]) / "en/LC_MESSAGES/django.po"
    assert len(template) > 100
    assert list(messages.catalog_problems(messages._read(path), template)) == []


def test_a_string_without_english_is_a_problem():
    assert problems(catalog(首页=""), catalog(首页="")) == ["no English"]


def test_a_string_that_was_never_collected_is_a_problem():
    assert problems(catalog(), catalog(首页="")) == ["not collected"]


def test_a_fuzzy_string_is_a_problem():
    translated = Catalog(locale="en")
    translated.add("首页", "Home", flags=["fuzzy"])
    assert problems(translated, catalog(首页="")) == ["no English"]


def test_a_string_no_longer_used_is_a_problem():
    assert problems(catalog(首页="Home"), catalog()) == ["no longer used"]


def test_a_lost_placeholder_is_a_problem():
    source = "共 %(n)s 项"
    translated, used = Catalog(locale="en"), Catalog(locale="en")
    translated.add(source, "items")
    used.add(source)
    assert problems(translated, used) == ["placeholders differ in the English of '共 %(n)s 项'"]


def test_strings_of_templates_are_found(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        """{% load i18n %}<p>it's "x" (y) {% translate "首页" %}</p>
        {% blocktranslate trimmed count n=items|length %}
          共 {{ n }} 项（个）
        {% plural %}
          共 {{ n }} 项
        {% endblocktranslate %}{% translate "月" context "date" %} {{ _("变量")|upper }}""",
        encoding="utf-8",
    )
    found = Catalog(locale="en")
    messages._extract_into(found, messages._as_python(page), page)
    ids = {message.id for message in found if message.id}
    assert ids == {"首页", ("共 %(n)s 项（个）", "共 %(n)s 项"), "月", "变量"}
