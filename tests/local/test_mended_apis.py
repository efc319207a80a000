import json
from collections.abc import Callable
from typing import Any

from local.mends import apis

Stock = Callable[[str], Any]
PREFLIGHT = {
    "type": "mock",
    "requestTemplates": {"application/json": '{"statusCode": 200}'},
    "responses": {
        "default": {
            "statusCode": "200",
            "responseParameters": {"method.response.header.Access-Control-Allow-Origin": "'*'"},
        }
    },
}
DOCUMENT = {
    "info": {"title": "t"},
    "x-amazon-apigateway-binary-media-types": ["image/png"],
    "x-amazon-apigateway-gateway-responses": {
        "MISSING_AUTHENTICATION_TOKEN": {
            "statusCode": "404",
            "responseTemplates": {"application/json": '{"status": 404}'},
            "responseParameters": {"gatewayresponse.header.Content-Type": "'application/problem+json'"},
        }
    },
    "paths": {"/tickets": {"options": {"x-amazon-apigateway-integration": PREFLIGHT}}},
}


def preflight(service: Any) -> dict[str, str]:
    api = service._import_rest_api(DOCUMENT)
    (resource,) = [r for r in service._resources[api].values() if r["path"] == "/tickets"]
    integration = resource["resourceMethods"]["OPTIONS"]["methodIntegration"]
    headers: dict[str, str] = service._invoke_mock_v1(integration)[1]
    return headers


def test_stock_ministack_answers_a_preflight_without_its_headers(stock: Stock) -> None:
    assert "Access-Control-Allow-Origin" not in preflight(stock("apigateway_v1"))


def test_a_preflight_has_its_headers(stock: Stock) -> None:
    apis.import_whole_documents()
    assert preflight(stock("apigateway_v1"))["Access-Control-Allow-Origin"] == "*"


def test_stock_ministack_forgets_gateway_responses_and_binary_types(stock: Stock) -> None:
    service = stock("apigateway_v1")
    api = service._import_rest_api(DOCUMENT)
    assert service._gateway_responses[api] == {}
    assert service._rest_apis[api]["binaryMediaTypes"] == []


def test_gateway_responses_are_given(stock: Stock) -> None:
    apis.import_whole_documents()
    service = stock("apigateway_v1")
    api = service._import_rest_api(DOCUMENT)
    request = {
        "api_id": api,
        "stage": {},
        "headers": {},
        "query_params": {},
        "path_params": {},
        "request_id": "r",
        "resource_path": "",
        "stage_name": "api",
    }
    error = service._gw_error("MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token")
    status, headers, body = service._gateway_error_response(error, request)
    assert (status, headers["Content-Type"], json.loads(body)) == (404, "application/problem+json", {"status": 404})
    assert service._rest_apis[api]["binaryMediaTypes"] == ["image/png"]
