"""What is deployed, uploaded once under its hash into a region's bucket of artefacts."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError


def ensure_bucket(region: str | None = None) -> str:
    """Return a region's bucket of artefacts, made at the first deployment; private, as new buckets are."""
    s3 = boto3.client("s3", region_name=region)
    account, region = boto3.client("sts").get_caller_identity()["Account"], s3.meta.region_name
    bucket = f"nidaa-artefacts-{account}-{region}"
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as refusal:
        if refusal.response["Error"]["Code"] not in {"404", "NoSuchBucket"}:
            raise
        _create_bucket(bucket, region)
    return bucket


def _create_bucket(bucket: str, region: str) -> None:
    s3 = boto3.client("s3", region_name=region)
    if region == "us-east-1":  # the oldest region is the one that must not be named
        s3.create_bucket(Bucket=bucket)
    else:
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})  # type: ignore[typeddict-item]


def upload(artifact: Path, bucket: str) -> str:
    """Upload the code under its hash, unless it is there; return the key."""
    code = (artifact / "deployment.zip").read_bytes()
    key = f"code/{hashlib.sha256(code).hexdigest()}.zip"
    _put_once(bucket, key, code)
    return key


def upload_template(template: Mapping[str, Any], bucket: str) -> str:
    """Upload the template under its hash; return its address."""
    body = json.dumps(template, sort_keys=True, separators=(",", ":")).encode()
    key = f"templates/{hashlib.sha256(body).hexdigest()}.json"
    _put_once(bucket, key, body)
    return f"{_s3(bucket).meta.endpoint_url}/{bucket}/{key}"


def _s3(bucket: str) -> Any:
    """Return a client of the region that a bucket's name ends with."""
    region = re.fullmatch(r"nidaa-artefacts-\d+-(.+)", bucket)
    return boto3.client("s3", region_name=region[1] if region else None)


def _put_once(bucket: str, key: str, body: bytes) -> None:
    s3 = _s3(bucket)
    if s3.list_objects_v2(Bucket=bucket, Prefix=key, MaxKeys=1)["KeyCount"] == 0:
        s3.put_object(Bucket=bucket, Key=key, Body=body)


def with_code(template: dict[str, Any], bucket: str, key: str) -> dict[str, Any]:
    """Return the template with every function pointed at the uploaded code."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
    return template
