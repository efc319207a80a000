"""The titles of problems, in Arabic and English; the catalogue is loaded at the first problem, never at a start."""


def problem_title(code: str, language: str) -> str:
    """Return what a person is told about a problem; tests prove that every code has its words."""
    from chalicelib.shared.words import say

    return say("problems", code, language)
