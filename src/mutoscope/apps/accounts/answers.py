"""Answers that msgspec encodes: quicker than the API's schemas, and described in the OpenAPI file alike."""

from typing import Any

import msgspec
from django.http import HttpResponse


def encoded(value: Any, status: int = 200) -> HttpResponse:
    """``value`` as JSON, never kept by anybody in between."""
    return HttpResponse(
        msgspec.json.encode(value),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "private, no-store"},
    )


def answers(kind: Any, body: Any = None) -> dict[str, Any]:
    """What OpenAPI says about an answer of this kind, and about a body that msgspec reads."""
    extra: dict[str, Any] = {"responses": {200: {"description": "OK", "content": _json(kind)}}}
    if body is not None:
        extra["requestBody"] = {"required": True, "content": _json(body)}
    return extra


def _json(kind: Any) -> dict[str, Any]:
    (schema,), parts = msgspec.json.schema_components([kind], ref_template="{name}")
    return {"application/json": {"schema": _inlined(schema, parts)}}


def _inlined(schema: Any, parts: dict[str, Any]) -> Any:
    """The schema with its named parts written out where they are used: one answer, one schema."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _inlined(parts[schema["$ref"]], parts)
        told = {key: value for key, value in schema.items() if key != "discriminator"}  # it names parts
        return {key: _inlined(value, parts) for key, value in told.items()}
    return [_inlined(value, parts) for value in schema] if isinstance(schema, list) else schema
