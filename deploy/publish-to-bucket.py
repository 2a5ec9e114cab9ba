#!/usr/bin/env python3
"""Publishes a site of Materia into a bucket of S3 or of whatever speaks its protocol, such as MinIO, Ceph, R2.

    publish-to-bucket.py site my-bucket --prefix ivig/ [--endpoint https://...] [--keep-days 7]

No reader sees a page without its assets: files whose names say what their bytes are go up first, then pages; pages that are no longer in the
site are removed after that, and their assets days later, when no open page asks for them. Only what Materia published is removed: its list lies beside the prefix, where bucket-policy.json lets no reader.
Needs boto3; keys come from where boto3 looks for them.
"""

import argparse
from datetime import datetime, timedelta, timezone
import hashlib
import json
import mimetypes
from pathlib import Path
import re

import boto3

IMMUTABLE = re.compile(r"(^|/)(assets/.+\.[0-9a-f]{8}\.[a-z]+|search/[0-9a-z]{10}\.js)$")
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
         ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8"}


def published(site):
    """The files of the site but hidden ones and compressed forms: a bucket sends what it holds to everyone, and knows no second form."""
    paths = [line for line in (site / ".materia-files").read_text().splitlines() if line]
    names = set(paths)
    return [path for path in paths if not (path.endswith((".gz", ".br")) and path[:-3] in names)]


def order(path):
    """Assets, then the fixed scripts, then pages; the page that leads to all others last."""
    if IMMUTABLE.search(path):
        return 0, path
    if not path.endswith(".html"):
        return 1, path
    return (3 if path == "index.html" else 2), path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("bucket")
    parser.add_argument("--prefix", required=True, help="the folder of the bucket that readers may read, such as ivig/")
    parser.add_argument("--endpoint")
    parser.add_argument("--keep-days", type=float, default=7, help="how long assets stay that no page names any more")
    options = parser.parse_args()
    client = boto3.client("s3", endpoint_url=options.endpoint)
    now = datetime.now(timezone.utc)

    prefix = options.prefix.strip("/") + "/"
    listed = f"materia-published/{prefix.strip('/')}.json"
    if prefix == "/":
        parser.error("--prefix names a folder, such as ivig/")

    def key(path):
        return prefix + path

    try:
        before = json.loads(client.get_object(Bucket=options.bucket, Key=listed)["Body"].read())
    except client.exceptions.NoSuchKey:
        before = {"files": {}, "leaving": {}}
    files, sent = {}, 0
    for path in sorted(published(options.site), key=order):
        bytes = (options.site / path).read_bytes()
        files[path] = hashlib.sha256(bytes).hexdigest()
        if before["files"].get(path) == files[path] and path not in before["leaving"]:
            continue
        suffix = Path(path).suffix
        client.put_object(
            Bucket=options.bucket, Key=key(path), Body=bytes,
            ContentType=TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream",
            CacheControl="max-age=31536000, immutable" if IMMUTABLE.search(path) else "no-cache")
        sent += 1
    # A page that is withdrawn goes now. Its assets go in a later run: a reader may have it open.
    leaving = {path: since for path, since in before["leaving"].items() if path not in files}
    for path in before["files"]:
        if path not in files:
            leaving.setdefault(path, now.isoformat())
    gone = [path for path, since in leaving.items()
            if not IMMUTABLE.search(path) or now - datetime.fromisoformat(since) >= timedelta(days=options.keep_days)]
    for path in gone:
        client.delete_object(Bucket=options.bucket, Key=key(path))
        del leaving[path]
    client.put_object(
        Bucket=options.bucket, Key=listed, Body=json.dumps({"files": files, "leaving": leaving}).encode(), ContentType="application/json", ACL="private")
    print(f"{len(files)} files: {sent} sent, {len(gone)} removed, {len(leaving)} to be removed later")


if __name__ == "__main__":
    main()
