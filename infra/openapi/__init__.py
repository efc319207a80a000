"""Write the API's contract (OpenAPI 3.1) from the routes and the structs that they read and write.

`make openapi` writes docs/openapi.json; nothing in it is written by hand, so it cannot say what the code does not do. A
view's docstring is the summary and the description, an `Access` the security and the roles, `problems` the refusals.
"""
