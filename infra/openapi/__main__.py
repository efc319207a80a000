"""`make openapi`: write docs/openapi.json."""

import app
from infra.openapi.contract import PLACE, ROOT, document, text_of


def main() -> None:
    """Write docs/openapi.json."""
    described = document(app)
    PLACE.write_text(text_of(described), "utf-8")
    print(f"{PLACE.relative_to(ROOT)}: {sum(map(len, described['paths'].values()))} operations")


if __name__ == "__main__":
    main()
