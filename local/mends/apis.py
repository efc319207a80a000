"""REST APIs from OpenAPI: the parts of the document that MiniStack leaves out."""

from typing import Any

from local.mends import upstream

INTEGRATION = "x-amazon-apigateway-integration"
GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses"
BINARY_TYPES = "x-amazon-apigateway-binary-media-types"


def import_whole_documents() -> None:
    """Import integration responses and request templates (CORS preflight), gateway responses and binary types.

    MiniStack imports an integration's type and address only; a preflight is answered without its headers.
    """
    apis = upstream.service("apigateway_v1")

    def operation(api: str, resource: str, method: str, given: dict[str, Any], *rest: Any) -> None:
        import_operation(api, resource, method, given, *rest)
        stored = apis._resources[api][resource]["resourceMethods"][method]
        if integration := (given or {}).get(INTEGRATION):
            _complete(stored, integration)

    def document(spec: dict[str, Any], settings: dict[str, Any] | None = None) -> str:
        settings = dict(settings or {})
        settings["binaryMediaTypes"] = settings.get("binaryMediaTypes") or spec.get(BINARY_TYPES) or []
        api = str(import_document(spec, settings))
        for kind, answer in (spec.get(GATEWAY_RESPONSES) or {}).items():
            apis._put_gateway_response(api, kind, answer)
        return api

    import_operation = upstream.replace(apis, "_import_operation", operation)
    import_document = upstream.replace(apis, "_import_rest_api", document)


def _complete(method: dict[str, Any], integration: dict[str, Any]) -> None:
    stored = method.get("methodIntegration")
    if stored is None:
        return
    for name in ("requestTemplates", "passthroughBehavior"):
        if name in integration:
            stored[name] = integration[name]
    for pattern, answer in (integration.get("responses") or {}).items():
        status = str(answer.get("statusCode", "200"))
        headers = answer.get("responseParameters") or {}
        stored.setdefault("integrationResponses", {})[status] = {
            "statusCode": status,
            "selectionPattern": "" if pattern == "default" else pattern,
            "responseParameters": headers,
            "responseTemplates": answer.get("responseTemplates") or {"application/json": ""},
        }
        method.setdefault("methodResponses", {})[status] = {
            "statusCode": status,
            "responseParameters": dict.fromkeys(headers, False),
        }
