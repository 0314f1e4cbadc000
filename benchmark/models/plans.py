"""What is to be done about the gaps: tasks, each with whoever leads it and by when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from benchmark.scoring.text import NAME_LIMIT

from .assessments import KEY_LENGTH, Assessment, SavedAsTyped
from .framework import Condition, Trait
from .reference import Practice


class Task(SavedAsTyped):
    """任务: one line of an assessment's plan.

    `condition` is what it reaches, None for a task of one's own that no condition names; `goal`
    says it in figures or words. `practice` is what it learns from, `requirement_there` whether
    what that asks for is in place. `key` is as an own figure's; a task that the plan began with
    has one that follows from its condition, so that beginning twice doubles nothing. A deleted
    task is `gone` and comes back with its notes.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("未启动")
        UNDER_WAY = "under_way", _("进行中")
        DONE = "done", _("已完成")
        PAUSED = "paused", _("暂缓")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=KEY_LENGTH)
    trait = models.ForeignKey(Trait, on_delete=models.PROTECT, related_name="+")
    condition = models.ForeignKey(
        Condition, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    practice = models.ForeignKey(
        Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    measure = models.TextField(_("任务内容"), blank=True)
    goal = models.CharField(_("要达到的数值或结果"), max_length=NAME_LIMIT, blank=True)
    lead = models.CharField(_("牵头单位"), max_length=NAME_LIMIT, blank=True)
    cooperating = models.CharField(_("配合单位"), max_length=NAME_LIMIT, blank=True)
    due = models.DateField(_("完成时限"), null=True, blank=True)
    status = models.CharField(
        _("进展状态"), max_length=11, choices=Status.choices, default=Status.NOT_STARTED
    )
    requirement_there = models.BooleanField(_("所需条件已具备"), default=False)
    gone = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        # What no condition names comes last on every engine.
        ordering = [
            "trait__number",
            models.F("condition__position").asc(nulls_last=True),
            "pk",
        ]
        verbose_name = _("任务")
        verbose_name_plural = _("任务")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="task_key_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=["not_started", "under_way", "done", "paused"]),
                name="task_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(requirement_there=False) | models.Q(practice__isnull=False),
                name="requirement_is_of_a_practice",
            ),
        ]

    def __str__(self) -> str:
        return self.measure


class TaskNote(models.Model):
    """进展记录: what was noted of a task, by whom and when. Rows are added; none is changed but
    by whoever is still writing it, in the page where it was begun."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="notes")
    key = models.CharField(max_length=KEY_LENGTH)
    text = models.TextField(_("进展"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("进展记录")
        verbose_name_plural = _("进展记录")
        constraints = [
            models.UniqueConstraint(fields=["task", "key"], name="task_note_key_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="task_note_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
