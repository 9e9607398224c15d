"""`/api` asked by schemathesis, which makes up requests from the description and holds the replies against it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import uv

from lkg.server.openapi import described
from serving import serving

RUN = ("tool", "run", "--from", "schemathesis>=4,<5", "st", "run")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
HOW = (
    *("--checks", CHECKS, "--phases", "fuzzing", "--max-examples", "15", "--generation-deterministic"),
    *("--request-timeout", "120", "--workers", "2", "--no-color"),
)


def test_every_reply_is_as_the_description_says(tmp_path: Path) -> None:
    with serving("--lens", "default", "--token", "", "--seconds", 120) as server:
        address = str(server.base_url.join("api/openapi.json"))
        done = subprocess.run(
            [uv.find_uv_bin(), *RUN, address, *HOW],
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
            cwd=tmp_path,
        )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert f"Tested: {sum(map(len, described()['paths'].values()))}" in done.stdout
