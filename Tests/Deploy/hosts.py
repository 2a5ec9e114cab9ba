"""nginx and Apache with the configurations of deploy/, and a bucket, each on a port of this machine and gone with the test."""

from contextlib import contextmanager
import os
from pathlib import Path
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

REPOSITORY = Path(__file__).resolve().parents[2]
DEPLOY = REPOSITORY / "deploy"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def get(address, **headers):
    """The status, the headers and the bytes of an answer."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@contextmanager
def running(command, port, **options):
    said = tempfile.TemporaryFile()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, **options)
    try:
        for _ in range(200):
            if process.poll() is not None:
                said.seek(0)
                raise AssertionError(said.read().decode())
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def nginx(site, work, brotli=True, server=None):
    """nginx with deploy/nginx.conf, of which the folder and the port alone are others. `server` takes the place of its text."""
    port = free_port()
    text = server or (DEPLOY / "nginx.conf").read_text()
    text = text.replace("/srv/www/ivig", str(site)).replace("listen 80;", f"listen 127.0.0.1:{port};")
    if brotli:
        text = text.replace("gzip_static on;", "gzip_static on;\n    brotli_static on;")
    module = "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;" if brotli else ""
    work.mkdir(exist_ok=True)
    work.chmod(0o755)
    user = "user root;" if os.getuid() == 0 else ""
    (work / "nginx.conf").write_text(
        f"{module}\n{user}\ndaemon off;\nworker_processes 2;\npid {work}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\naccess_log off;\nsendfile on;\n"
        + "".join(f"{name}_temp_path {work}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) + text + "\n}\n")
    with running(["nginx", "-e", "stderr", "-c", work / "nginx.conf"], port) as address:
        yield address


@contextmanager
def apache(site, work):
    """Apache with deploy/apache.conf and the modules that it names, besides those of Debian's own beginning."""
    port = free_port()
    text = (DEPLOY / "apache.conf").read_text().replace("/srv/www/ivig", str(site)).replace("*:80", f"127.0.0.1:{port}")
    needed = re.search(r"a2enmod (.+)", text)[1].split()
    modules = ["mpm_event", "authz_core", "dir", "mime", "alias", "setenvif", "env", "negotiation", "deflate", "filter", *needed]
    work.mkdir(exist_ok=True)
    mime = Path("/etc/apache2/mods-available/mime.conf").read_text()
    (work / "apache.conf").write_text(
        "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
        + f"Listen 127.0.0.1:{port}\nServerName localhost\nPidFile {work}/pid\nErrorLog {work}/error.log\nDefaultRuntimeDir {work}\n"
        + ("User www-data\nGroup www-data\n" if os.getuid() == 0 else "") + mime
        + Path("/etc/apache2/mods-available/deflate.conf").read_text() + text)
    with running(["apache2", "-f", work / "apache.conf", "-DFOREGROUND"], port) as address:
        yield address


@contextmanager
def bucket():
    """A bucket that speaks S3: moto's server."""
    port = free_port()
    with running([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port) as address:
        yield address.rstrip("/")
