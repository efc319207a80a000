"""What the API refuses, by the names of Connect's own errors.

ApiError                       the name that AWS gives it is `code`
├── InvalidRequest             what was asked cannot be done
│   └── InvalidParameter       a member of the request does not fit the model
├── ResourceNotFound           there is no such thing
├── Duplicate                  the name is taken
├── Conflict                   it stands otherwise than the request needs (campaigns)
├── LimitExceeded              a quota is used up
├── Throttled                  more requests a second than are let through
├── NotPublished               a flow of which there is nothing but what was saved
├── AccessDenied               a token that opens nothing (chats)
├── InvalidFlow                a flow that cannot be published, with its problems
│   └── InvalidModule          a module
└── UnknownOperation           the engine does not perform it

Operations differ in the errors that they know: `otherwise` names those that stand in for `code`, the first known one.
"""

from typing import Any


class ApiError(Exception):
    """A refusal; `members` are further members of the error's shape."""

    code = "InternalServiceException"
    otherwise: tuple[str, ...] = ()

    def __init__(self, message: str, **members: Any) -> None:
        super().__init__(message)
        self.message, self.members = message, members


class InvalidRequest(ApiError):
    code = "InvalidRequestException"
    otherwise = ("InvalidParameterException", "ValidationException")


class InvalidParameter(InvalidRequest):
    code = "InvalidParameterException"
    otherwise = ("InvalidRequestException", "ValidationException")


class ResourceNotFound(ApiError):
    code = "ResourceNotFoundException"


class Duplicate(ApiError):
    code = "DuplicateResourceException"
    otherwise = ("ResourceConflictException",)


class Conflict(ApiError):
    code = "ConflictException"


class LimitExceeded(ApiError):
    code = "LimitExceededException"
    otherwise = ("ServiceQuotaExceededException", "InvalidRequestException", "InvalidParameterException")


class Throttled(ApiError):
    code = "ThrottlingException"


class NotPublished(ApiError):
    code = "ContactFlowNotPublishedException"


class AccessDenied(ApiError):
    code = "AccessDeniedException"


class InvalidFlow(ApiError):
    """A flow with problems: `{"message": ...}` each, as CreateContactFlow answers."""

    code = "InvalidContactFlowException"
    listed = "problems"

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The contact flow is not valid.", **{self.listed: [{"message": each} for each in problems]})


class InvalidModule(InvalidFlow):
    code = "InvalidContactFlowModuleException"
    listed = "Problems"


class UnknownOperation(ApiError):
    code = "UnknownOperationException"
