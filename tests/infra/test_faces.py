"""The faces on AWS: the same headers as on the laptop, and files that come in an order that never breaks a page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from infra.faces import NotBuilt, publish
from local import faces
from tests.infra.conftest import Template

OTHERS = (
    "https://${FilesBucket.RegionalDomainName}",
    "https://${FilesBucket.DomainName}",
    "https://cognito-idp.${AWS::Region}.amazonaws.com",
    "https://nidaa-${Stage}-recordings-${AWS::AccountId}-${TelephonyRegion}.s3.${TelephonyRegion}.${AWS::URLSuffix}",
)
SOCKETS = "wss://${LiveApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}"
PANEL = "https://nidaa-${Stage}-${AWS::AccountId}.my.connect.aws"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="faces")
        yield "faces"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    for name in ("index.html", "console/index.html", "assets/a-1.js", "console/assets/b-2.css", ".mark"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_cloudfront_says_the_same_headers_as_the_laptop(packaged: Template) -> None:
    said = packaged["Resources"]["FacesHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    security, custom = said["SecurityHeadersConfig"], said["CustomHeadersConfig"]["Items"]
    wanted = faces.security_headers(*OTHERS, sockets=SOCKETS, panel=PANEL)
    assert security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"] == wanted["Content-Security-Policy"]
    assert security["FrameOptions"]["FrameOption"] == wanted["X-Frame-Options"]
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == wanted["Referrer-Policy"]
    values = {each["Header"]: each["Value"] for each in custom}
    whole = {name: value["Fn::Sub"] if isinstance(value, dict) else value for name, value in values.items()}
    assert whole.items() <= wanted.items()


def test_the_panel_is_framed_from_the_instance_that_the_second_stack_makes(telephony: Template) -> None:
    alias = telephony["Resources"]["Instance"]["Properties"]["InstanceAlias"]["Fn::Sub"]
    assert f"https://{alias}.my.connect.aws" == PANEL


def test_what_everybody_may_read_is_kept_near_its_readers_and_all_else_asked_for_each_time(packaged: Template) -> None:
    resources = packaged["Resources"]
    served = resources["Faces"]["Properties"]["DistributionConfig"]["CacheBehaviors"]
    assert [each["PathPattern"] for each in served] == ["/v1/public/bodies*", "/v1/*"]
    assert served[0]["CachePolicyId"] == {"Ref": "PublicBodiesKept"}
    kept = resources["PublicBodiesKept"]["Properties"]["CachePolicyConfig"]
    asked = kept["ParametersInCacheKeyAndForwardedToOrigin"]
    # CloudFront compresses what it may keep alone; the rest is compressed by API Gateway.
    assert kept["MinTTL"] > 0
    assert asked["EnableAcceptEncodingGzip"]
    assert asked["HeadersConfig"] == {"HeaderBehavior": "none"}
    assert resources["RestAPI"]["Properties"]["MinimumCompressionSize"] == 1024


def test_cloudfront_knows_a_file_by_its_address_as_the_laptop_does(packaged: Template) -> None:
    code = packaged["Resources"]["FacesPages"]["Properties"]["FunctionCode"]
    assert f"if (!/{faces.FILE}/.test(request.uri))" in code


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    assert not re.search(r"unsafe|https?:|\*", faces.policy())


def test_what_bears_a_hash_is_kept_for_ever_and_pages_are_asked_for_each_time(bucket: str, dist: Path) -> None:
    assert publish(dist, bucket, "client") == 5
    s3 = boto3.client("s3")
    kept = {key: s3.head_object(Bucket=bucket, Key=key) for key in ("index.html", "assets/a-1.js", "config.json")}
    assert {key: head["CacheControl"] for key, head in kept.items()} == {
        "index.html": "no-cache", "assets/a-1.js": "public, max-age=31536000, immutable", "config.json": "no-cache",
    }  # fmt: skip
    assert kept["index.html"]["ContentType"] == "text/html; charset=utf-8"
    told = json.loads(s3.get_object(Bucket=bucket, Key="config.json")["Body"].read())
    assert told["signIn"]["client"] == "client"
    assert "accounts" not in told


def test_faces_that_are_not_built_are_not_published(bucket: str, tmp_path: Path) -> None:
    with pytest.raises(NotBuilt):
        publish(tmp_path, bucket, "client")
