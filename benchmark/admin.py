"""For site administrators: offices, their people, and where assessments stand.

What offices enter is looked at here, not edited: it belongs to them, and saving it anywhere else
would bypass drafts, revisions and the freeze. Reference data is published by a command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from .models import Assessment, Industry, Organisation, SecurityEvent, User
from .tables.security_log import csv_lines

# At run time Django's classes take no type arguments.
if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Model]
    OfficeAdmin = admin.ModelAdmin[Organisation]
    AccountAdmin = UserAdmin[User]
else:
    AnyAdmin = OfficeAdmin = admin.ModelAdmin
    AccountAdmin = UserAdmin

admin.site.site_header = admin.site.site_title = _("集群对标管理")


class ReadOnlyAdmin(AnyAdmin):
    """Lists and shows; changes nothing."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Organisation)
class OrganisationAdmin(OfficeAdmin):
    list_display = ["name", "place", "is_demo", "created_at"]
    list_filter = ["is_demo"]
    search_fields = ["name", "place"]
    # A one-time link opens demo offices: a real one must not become one by a wrong click.
    readonly_fields = ["is_demo", "created_at"]


@admin.register(User)
class PersonAdmin(AccountAdmin):
    list_display = ["username", "first_name", "organisation", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["username", "first_name", "organisation__name"]
    autocomplete_fields = ["organisation"]
    fieldsets = (*(UserAdmin.fieldsets or ()), (_("单位"), {"fields": ["organisation"]}))
    add_fieldsets = (*UserAdmin.add_fieldsets, (_("单位"), {"fields": ["organisation"]}))


@admin.register(Industry)
class IndustryAdmin(ReadOnlyAdmin):
    list_display = ["name", "place", "sector", "organisation"]
    list_filter = ["sector"]
    search_fields = ["name", "place", "organisation__name"]
    list_select_related = ["organisation"]


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ["industry", "period", "status", "updated_at", "submitted_at", "reviewed_at"]
    list_filter = ["status", "period"]
    search_fields = ["industry__name", "industry__organisation__name"]
    list_select_related = ["industry"]


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "kind", "name", "address", "detail", "request"]
    list_filter = ["kind", "at"]
    search_fields = ["name", "address", "detail", "request"]
    actions = ["export"]

    @admin.action(description=_("导出为CSV"), permissions=["view"])
    def export(self, request: HttpRequest, chosen: QuerySet[SecurityEvent]) -> HttpResponse:
        """What is chosen, oldest first, to keep elsewhere."""
        return HttpResponse(
            "".join(csv_lines(chosen.order_by("pk").iterator())),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="security-log.csv"'},
        )
