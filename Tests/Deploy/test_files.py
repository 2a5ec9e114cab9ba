"""The other files of deploy/, and what `make package` made, held against the schemas of those who read them."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from conftest import REPOSITORY
from hosts import DEPLOY


@pytest.mark.parametrize("schema, file", [("github-workflows", "github-pages.yml"), ("gitlab-ci", "gitlab-ci.yml")])
def test_workflows_are_what_their_services_read(schema, file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", DEPLOY / file]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_web_config_is_xml_and_hides_the_list():
    root = ElementTree.parse(DEPLOY / "web.config").getroot()
    assert root.tag == "configuration"
    assert [add.get("segment") for add in root.iter("add") if add.get("segment")] == [".materia-files", ".gitignore"]


def test_the_list_of_parts_is_cyclonedx():
    parts = REPOSITORY / "dist" / "materia.cdx.json"
    if not parts.exists():
        pytest.skip("make package makes it")
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(parts.read_text()) is None
