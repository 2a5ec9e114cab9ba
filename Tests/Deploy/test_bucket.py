"""A bucket, and what readers see while it is published again and again: never a page without what it names."""

import os
import re
import shutil
import subprocess
import sys
import threading

import boto3
import pytest

from conftest import CONTENT, THEMES, materia
from hosts import DEPLOY, bucket, get, nginx

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
PAGE = "regimens/ivig-dermatomyositis/index.html"


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Two versions of a site whose pages and assets are all others: the theme has changed, and the words have."""
    root = tmp_path_factory.mktemp("versions")
    for name in ("one", "two"):
        shutil.copytree(CONTENT, root / name / "content")
        shutil.copytree(THEMES, root / name / "themes")
        for asset in (root / name / "themes/clinic/assets").iterdir():
            if asset.suffix in (".css", ".js") and asset.name != "embed.js":
                asset.write_text(asset.read_text() + (f"\nbody {{ --of-test: version-{name}; }}\n" if asset.suffix == ".css" else f"\nvoid 'version-{name}';\n"))
        settings = root / name / "content/site.yml"
        settings.write_text(re.sub(r"(?m)^title: .*$", f"title: Version {name}", settings.read_text()))
        materia("build", root / name / "content", "--themes", root / name / "themes", "--output", root / name / "site")
    return root


def publish(site, endpoint, *arguments):
    return subprocess.run(
        [sys.executable, DEPLOY / "publish-to-bucket.py", site, "ivig", "--endpoint", endpoint, "--prefix", "ivig/", *arguments], check=True,
        capture_output=True, text=True, env={**os.environ, **KEYS}).stdout


class Reader:
    """Loads a page and all that it names, as long as it is asked to; each version must be whole."""

    def __init__(self, address):
        self.address = address
        self.seen, self.problems, self.rounds = set(), [], 0
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.read)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join(60)

    def read(self):
        while not self.stop.is_set():
            status, _, body = get(self.address + PAGE)
            if status != 200:
                self.problems.append((PAGE, status))
                continue
            page = body.decode()
            version = re.search(r"Version (one|two)", page)[1]
            for name in re.findall(r'(?:src|href)="(?:\.\./)+(assets/[^"]+\.(?:css|js))"', page):
                status, _, asset = get(self.address + name)
                if status != 200:
                    self.problems.append((version, name, status))
                elif re.search(rb"version-(one|two)", asset[-60:])[1].decode() != version:
                    self.problems.append((version, name, "of another version"))
            self.seen.add(version)
            self.rounds += 1


@pytest.fixture
def store():
    with bucket() as endpoint:
        client = boto3.client("s3", endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
        client.create_bucket(Bucket="ivig")
        client.put_bucket_policy(Bucket="ivig", Policy=(DEPLOY / "bucket-policy.json").read_text().replace("my-bucket", "ivig"))
        yield endpoint, client


def keys(client):
    return {item["Key"] for page in client.get_paginator("list_objects_v2").paginate(Bucket="ivig") for item in page.get("Contents", [])}


def test_a_bucket_holds_the_site_with_types_and_times(versions, store):
    endpoint, client = store
    client.put_object(Bucket="ivig", Key="ivig/theirs.pdf", Body=b"theirs")
    publish(versions / "one/site", endpoint)
    files = {str(path.relative_to(versions / "one/site")) for path in (versions / "one/site").rglob("*") if path.is_file()} - {".materia-files"}
    assert keys(client) == {f"ivig/{file}" for file in files} | {"ivig/theirs.pdf", "materia-published/ivig.json"}
    head = client.head_object(Bucket="ivig", Key="ivig/index.html")
    assert (head["ContentType"], head["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")
    asset = next(file for file in files if re.fullmatch(r"assets/base\.[0-9a-f]{8}\.css", file))
    assert client.head_object(Bucket="ivig", Key=f"ivig/{asset}")["CacheControl"] == "max-age=31536000, immutable"
    assert client.head_object(Bucket="ivig", Key="ivig/assets/embed.js")["CacheControl"] == "no-cache"
    assert get(f"{endpoint}/ivig/ivig/index.html")[0] == 200 and get(f"{endpoint}/ivig/materia-published/ivig.json")[0] == 403
    # Again: nothing is sent. Another version: its pages at once, the assets of before stay for those who have a page open, and what is not ours stays.
    assert ": 0 sent, 0 removed" in publish(versions / "one/site", endpoint)
    publish(versions / "two/site", endpoint)
    assert {f"ivig/{asset}", "ivig/theirs.pdf"} <= keys(client)
    publish(versions / "two/site", endpoint, "--keep-days", "0")
    assert f"ivig/{asset}" not in keys(client) and "ivig/theirs.pdf" in keys(client)


def test_no_reader_of_a_bucket_sees_a_page_without_its_assets(versions, store):
    endpoint, _ = store
    publish(versions / "one/site", endpoint)
    with Reader(f"{endpoint}/ivig/ivig/") as reader:
        for name in ("two", "one"):
            publish(versions / f"{name}/site", endpoint)
    assert reader.problems == [] and reader.seen == {"one", "two"} and reader.rounds > 3


def test_no_reader_of_a_host_sees_a_page_without_its_assets(versions, public):
    """Copied into the folder that is served by the script for it."""
    target = public / "served"

    def publish(name, *arguments):
        subprocess.run([DEPLOY / "publish-to-host.sh", *arguments, versions / name / "site", f"{target}/"], check=True)

    publish("one")
    assert not (target / ".materia-files").exists()
    (target / "withdrawn.html").write_text("A page of before.")
    with nginx(target, public / "work", brotli=False) as host, Reader(host) as reader:
        for name in ("two", "one", "two", "one"):
            publish(name)
    assert reader.problems == [] and reader.seen == {"one", "two"} and reader.rounds > 3
    assert not (target / "withdrawn.html").exists()
    # The assets of before stay, until they are swept.
    assert len(list(target.glob("assets/base.*.css"))) == 2
    publish("one", "--sweep")
    assert {path.relative_to(target) for path in target.rglob("*")} \
        == {path.relative_to(versions / "one/site") for path in (versions / "one/site").rglob("*")} - {(target / ".materia-files").relative_to(target)}
