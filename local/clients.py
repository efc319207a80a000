"""How the gateway speaks to the cloud: AWS's calls, and the cloud's own."""

import json
import threading
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any

import boto3

from local.http import Problem
from local.settings import ACCOUNT, REGION, Settings

LONGEST = 600.0
"""Seconds that the cloud may take for one of its own calls: moving the clock waits for everything."""


@dataclass
class Clients:
    """Makes each AWS client once."""

    settings: Settings
    _made: dict[tuple[str, str], Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def aws(self, service: str, region: str = REGION) -> Any:
        """Return the client of a service where the data are, or in another region."""
        with self._lock:
            if (service, region) not in self._made:
                session: Any = boto3.session.Session()
                self._made[service, region] = session.client(
                    service,
                    endpoint_url=self.settings.endpoint,
                    region_name=region,
                    aws_access_key_id=ACCOUNT,
                    aws_secret_access_key="local",  # noqa: S106 - the local cloud knows no secret
                )
            return self._made[service, region]

    def control(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the cloud's own answer.

        :raises Problem: with the cloud's own status and words if it refuses
        :raises OSError: if the cloud is away
        """
        connection = HTTPConnection("127.0.0.1", self.settings.cloud_port, timeout=LONGEST)
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None)
            response = connection.getresponse()
            told: dict[str, Any] = json.loads(response.read())
        finally:
            connection.close()
        if response.status >= 400:
            raise Problem(response.status, "refused", str(told.get("detail", "")))
        return told
