"""What the API refuses, by the names of Connect's own errors.

ApiError                       the name that AWS gives it is `code`
├── InvalidRequest             what was asked does not fit; the service's own name for it is chosen by `wire`
├── ResourceNotFound           there is no such thing
├── Duplicate                  the name is taken
├── Conflict                   it stands otherwise than the request needs (campaigns)
├── LimitExceeded              a quota that AWS does not raise
├── AccessDenied               a token that opens nothing (chats)
├── InvalidFlow                a flow that cannot be published, with its problems
│   └── InvalidModule          a module
└── UnknownOperation           the engine does not perform it
"""

from typing import Any


class ApiError(Exception):
    """A refusal; `members` are further members of the error's shape."""

    code = "InternalServiceException"

    def __init__(self, message: str, **members: Any) -> None:
        super().__init__(message)
        self.message, self.members = message, members


class InvalidRequest(ApiError):
    code = "InvalidRequestException"


class ResourceNotFound(ApiError):
    code = "ResourceNotFoundException"


class Duplicate(ApiError):
    code = "DuplicateResourceException"


class Conflict(ApiError):
    code = "ConflictException"


class LimitExceeded(ApiError):
    code = "LimitExceededException"


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
