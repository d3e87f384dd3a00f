"""Names of apps, models, fields and choices as staff reads them, in their own language.

The names are those of the models, in English; the catalogue has the others in the context «staff». They are
looked up here, and not written into each model, so that no migration knows of them.
"""

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import override, pgettext_lazy

APPS = {
    "accounts": "People",
    "account": "E-mail addresses",
    "mfa": "Second steps",
    "flow": "Work",
    "relations": "Follows and blocks",
    "safety": "Safety",
    "likeness": "Films that look alike",
    "videos": "Blocked files",
}
"""What the sections are called; a section that is not here has a name of its own library's."""


def name_rooms(site: AdminSite) -> None:
    """Let whatever these rooms show be called in the language of whoever looks."""
    for label, name in APPS.items():
        apps.get_app_config(label).verbose_name = pgettext_lazy("staff", name)
    for model in site._registry:
        if model._meta.app_label in APPS:
            _name_model(model)


def _name_model(model: type[Model]) -> None:
    meta = model._meta
    with override("en"):  # plurals that nobody gave are made from the singular, by Django
        plural = str(meta.verbose_name_plural)
    if isinstance(meta.verbose_name, str):
        meta.verbose_name, meta.verbose_name_plural = _staffs(meta.verbose_name), _staffs(plural)
    for field in meta.fields:
        if not isinstance(field.verbose_name, Promise):
            field.verbose_name = _staffs(field.verbose_name)
        if field.choices and all(isinstance(label, str) for _, label in field.flatchoices):
            field.choices = [(value, _staffs(label)) for value, label in field.flatchoices]


def _staffs(name: str) -> Promise:
    return pgettext_lazy("staff", name)
