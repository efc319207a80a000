"""Requests read and answers written as botocore's models say (rest-json), by moto's parser and serializer."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import uuid4

from botocore.loaders import Loader
from botocore.utils import parse_to_aware_datetime
from moto.core.model import OperationModel, ServiceModel
from moto.core.parse import RestJSONParser
from moto.core.serialize import RestJSONSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from local.connect.api.constraints import faults
from local.connect.api.errors import ApiError, InvalidParameter, InvalidRequest, UnknownOperation

SERVICES = ("connect", "connectparticipant", "connectcampaignsv2")


class Asked(NamedTuple):
    """An operation that was asked for: its service, its model and the request's members."""

    service: str
    model: OperationModel
    members: dict[str, Any]


@cache
def models() -> dict[str, ServiceModel]:
    """Return the models of the services."""
    loader = Loader()
    return {name: ServiceModel(loader.load_service_model(name, "service-2"), name) for name in SERVICES}


@cache
def _addresses() -> Map:
    rules = [
        Rule(_rule(http["requestUri"]), methods=[http["method"]], endpoint=(service, name))
        for service, model in models().items()
        for name in model.operation_names
        for http in (model.operation_model(name).http,)
    ]
    return Map(rules, strict_slashes=False)


def _rule(uri: str) -> str:
    """Return botocore's template as Werkzeug writes it; what is tagged is named by its ARN, with its slashes."""
    return uri.replace("{resourceArn}", "<path:resourceArn>").replace("{", "<").replace("+}", ">").replace("}", ">")


def find(request: Request) -> tuple[str, OperationModel, Mapping[str, Any]]:
    """Return which operation is asked for, and the parameters in its path.

    :raises UnknownOperation: if there is none at this address
    """
    try:
        (service, name), path = _addresses().bind_to_environ(request.environ).match()
    except HTTPException as error:
        raise UnknownOperation(f"No operation at {request.method} {request.path}") from error
    return service, models()[service].operation_model(name), path


def read(request: Request, service: str, model: OperationModel, path: Mapping[str, Any]) -> Asked:
    """Return the members of a request.

    :raises InvalidRequest: if the body cannot be read
    :raises InvalidParameter: if a member does not fit the model
    """
    body = request.get_data()
    try:
        if body and not isinstance(json.loads(body), dict):
            raise InvalidRequest("The request's body is not a JSON object")
        parser = RestJSONParser(model, timestamp_parser=parse_to_aware_datetime)
        asked: dict[str, Any] = parser.parse(
            {"body": body, "headers": request.headers, "method": request.method, "url_params": dict(path),
             "url_path": request.path, "values": request.args}
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError) as error:
        raise InvalidRequest(f"The request cannot be read: {error}") from error
    wrong = faults(model.input_shape, asked) if model.input_shape else []
    if wrong:
        raise InvalidParameter(wrong[0])
    return Asked(service, model, asked)


def answer(model: OperationModel, result: dict[str, Any] | None) -> Response:
    """Return an operation's answer. :raises ValueError: if it does not fit the model"""
    result = {name: value for name, value in (result or {}).items() if value is not None}
    wrong = faults(model.output_shape, result) if model.output_shape else []
    if wrong:
        raise ValueError(f"{model.name} would answer what its model does not know: {wrong[0]}")
    made = RestJSONSerializer(model).serialize(result)
    return Response(made["body"] or "{}", made["status_code"], {**made["headers"], **_identified()})


def refuse(error: ApiError, model: OperationModel | None) -> Response:
    """Return a refusal with the name, status and members that the service's model gives it."""
    code = _code(error, model)
    shapes = {shape.name: shape for shape in model.service_model.error_shapes} if model else {}
    traits = shapes[code].metadata.get("error", {}) if code in shapes else {}
    status = traits.get("httpStatusCode", 404 if isinstance(error, UnknownOperation) else 400)
    body = {"__type": code, "Message": error.message, "message": error.message, **error.members}
    headers = {"X-Amzn-Errortype": code, "Content-Type": "application/json", **_identified()}
    return Response(json.dumps(body, ensure_ascii=False), status, headers)


def _code(error: ApiError, model: OperationModel | None) -> str:
    """Return the name that an operation has for an error."""
    known = {shape.name for shape in model.error_shapes} if model else {error.code}
    return next((name for name in (error.code, *error.otherwise) if name in known), error.code)


def _identified() -> dict[str, str]:
    return {"x-amzn-RequestId": str(uuid4())}
