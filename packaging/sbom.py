"""What is inside the program, as CycloneDX: from Package.resolved, and the Debian packages whose archives are linked in."""

import json
from pathlib import Path
import re
import subprocess
import sys

# The packages whose code is in the program, with their licences by SPDX.
LICENCES = {"flyingfox": "MIT", "swift-argument-parser": "Apache-2.0", "yams": "MIT"}
LINKED = {
    "libcmark-gfm-dev": "BSD-2-Clause", "libcmark-gfm-extensions-dev": "BSD-2-Clause", "libjemalloc-dev": "BSD-2-Clause", "libxxhash-dev": "BSD-2-Clause",
    "zlib1g-dev": "Zlib",
}


def licence(identity):
    return [{"license": {"id": identity}}]


def main(version, architecture):
    components = []
    for pin in json.loads(Path("Package.resolved").read_text())["pins"]:
        address, state = pin["location"], pin["state"]
        path = re.sub(r"^https://|\.git$", "", address)
        # A version that nobody stated a licence for is not passed over.
        components.append({
            "type": "library", "bom-ref": pin["identity"], "name": pin["identity"], "version": state["version"],
            "purl": f"pkg:swift/{path}@{state['version']}", "licenses": licence(LICENCES[pin["identity"]]),
            "externalReferences": [{"type": "vcs", "url": address}],
            "properties": [{"name": "git:revision", "value": state["revision"]}],
        })
    for package, identity in LINKED.items():
        found = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=True).stdout
        components.append({
            "type": "library", "bom-ref": package, "name": package, "version": found,
            "purl": f"pkg:deb/debian/{package}@{found.replace('+', '%2B').replace(':', '%3A')}?arch={architecture}", "licenses": licence(identity),
        })
    swift = re.search(r"Swift version (\S+)", subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout)[1]
    components.append({
        "type": "framework", "bom-ref": "swift-runtime", "name": "swift-runtime", "version": swift, "licenses": [{"expression": "Apache-2.0 WITH Swift-exception"}],
        "description": "Standard library, Foundation and Dispatch of the Swift toolchain; ICU is inside Foundation",
        "purl": f"pkg:github/swiftlang/swift@swift-{swift}-RELEASE",
    })
    components.append({"type": "library", "bom-ref": "icu", "name": "icu", "description": "Inside Foundation", "licenses": licence("Unicode-3.0")})
    components.append({"type": "library", "bom-ref": "libyaml", "name": "libyaml", "description": "Inside Yams", "licenses": licence("MIT")})
    components.sort(key=lambda component: component["bom-ref"])
    print(json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {
            "type": "application", "bom-ref": "materia", "name": "materia", "version": version, "licenses": licence("Apache-2.0"),
        }},
        "components": components,
        "dependencies": [{"ref": "materia", "dependsOn": [component["bom-ref"] for component in components]}],
    }, indent=2))


main(*sys.argv[1:])
