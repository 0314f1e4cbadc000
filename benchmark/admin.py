"""For site administrators: offices, their people, and where assessments stand.

What offices enter is looked at here, not edited: it belongs to them, and saving it anywhere else
would bypass drafts, revisions and the freeze. Reference data is published by a command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import Assessment, Industry, Organisation, User

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
