"""Put the built faces into their bucket: what bears a hash first, the pages last, so that none names a missing file."""

import json
import mimetypes
from collections.abc import Mapping
from pathlib import Path

import boto3

FOR_EVER, ASK_EACH_TIME = "public, max-age=31536000, immutable", "no-cache"


class NotBuilt(Exception):
    """There is nothing to put there; `make deploy` builds the faces first."""


def publish(dist: Path, bucket: str, client: str) -> int:
    """Upload the faces and what they must know of the deployment; return how many files went there.

    :raises NotBuilt: if the faces are not built
    """
    if not (dist / "index.html").is_file() or not (dist / "console" / "index.html").is_file():
        raise NotBuilt(f"the faces are not built: {dist} has no pages")
    files = [path for path in dist.rglob("*") if path.is_file() and not path.name.startswith(".")]
    for path in sorted(files, key=lambda path: ("assets" not in path.parts, str(path))):
        _put(bucket, str(path.relative_to(dist)), path.read_bytes())
    _put(bucket, "config.json", json.dumps(settings(client, boto3.client("s3").meta.region_name)).encode())
    return len(files) + 1


def settings(client: str, region: str) -> Mapping[str, object]:
    """Return /config.json (web/shared/config.ts): staff sign in at Cognito's own address."""
    return {"signIn": {"address": f"https://cognito-idp.{region}.amazonaws.com/", "client": client}, "palettes": {}}


def _put(bucket: str, key: str, body: bytes) -> None:
    kind = mimetypes.guess_type(key)[0] or "application/octet-stream"
    textual = kind.startswith("text/") or kind.endswith(("javascript", "json"))
    boto3.client("s3").put_object(
        Bucket=bucket,
        Key=key,
        Body=body,
        ContentType=f"{kind}; charset=utf-8" if textual else kind,
        CacheControl=FOR_EVER if "assets/" in key else ASK_EACH_TIME,
    )
