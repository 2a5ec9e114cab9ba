"""The schemas of editors and the readers of Materia accept and refuse the same.

What both decide: the keys of a mapping, which of them are needed, whether a value is text, a number, a list or a mapping, whole numbers and
their ranges, dates, true and false, and the words of choices. What the reader alone decides: whether a quantity or a rule can be read, names
that lead somewhere, and everything that goes across fields (a dose and its timing, an arm and its result, `protocols` beside `weight`).
"""

import copy
import json
import os
import random
import re
import subprocess

from jsonschema import Draft202012Validator
import pytest
import yaml

from conftest import CONTENT, FORMULARY, MATERIA, OTHER_DRUGS, REPOSITORY

FIXTURES = REPOSITORY / "Tests" / "KnowledgeBaseTests" / "Fixtures"
FOLDERS = {"overrides": "override", "criteria": "criteria", "regimens": "regimen", "protocols": "protocol", "products": "product", "evidence": "evidence"}


class Loader(yaml.SafeLoader):
    """Scalars as editors read them: YAML 1.2, with what counts as nothing for Materia."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"^(|~|null)$", ["~", "n", ""]),
    ("bool", r"^(true|false)$", list("tf")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
]:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def load(text):
    return yaml.load(text, Loader)


@pytest.fixture(scope="session")
def schemas():
    kinds = [line.split()[0] for line in subprocess.run([MATERIA, "schema"], capture_output=True, text=True, check=True).stdout.splitlines()]
    found = {kind: json.loads(subprocess.run([MATERIA, "schema", kind], capture_output=True, text=True, check=True).stdout) for kind in kinds}
    for schema in found.values():
        Draft202012Validator.check_schema(schema)
    return {kind: Draft202012Validator(schema) for kind, schema in found.items()}


def kind_of(path):
    if len(path.parts) == 1:
        return {"site.yml": "site", "glossary.yml": "glossary", "questions.yml": "questions"}.get(path.name, "article" if path.suffix == ".md" else None)
    return "article" if path.suffix == ".md" else FOLDERS.get(path.parts[0]) if path.suffix in (".yml", ".yaml") else None


# What readers say of a form, and not of what it means. The rules are those of the form, too; they are used for a few other things.
OF_FORM = re.compile(
    r"^(?!a condition has no field)(?!the limit of )(?!'lint' has no field).*(has no field '|needs the field '| must be a mapping of keys| must be a list, not| must be text, not"
    r"| must be true or false| must be a whole number| must be a date, not| is not a condition$|^'[a-z-]+' must be a number, not|^'[a-z-]+' is empty"
    r"|^'[a-z-]+' cannot be ['0-9-]|there is no route '|certainty is not (lowered|raised) for|^'weight' cannot be '|a dose cannot name a product"
    r"|^the (glossary|questions) must be a list)")
# What a reader may say instead where the form is wrong as well: of a name that is none, or of a value that cannot be read.
INSTEAD = {"unknown-criterion", "invalid-quantity", "inconsistent-record"}
RULES = {"unknown-key", "missing-field", "wrong-type", "unknown-value"}
# Needed because of what another field says, or written where another form of the record has no place for it.
ACROSS = re.compile(
    r"^'[^']+' needs the field '(factor|weight|of)'|^'weight' needs the field 'formula'|needs the field '(concentration|policy|guard)'"
    r"|a band needs the field 'at-least'|a question needs the field 'answer'|the study has no such arm"
    r"|this regimen has no field '(division|interval|schedule)'")


def of_form(diagnostic):
    return diagnostic["rule"] in RULES and OF_FORM.search(diagnostic["message"]) and not ACROSS.search(diagnostic["message"])


def read(folder):
    """What the readers say of the form of each file."""
    result = subprocess.run([MATERIA, "check", folder, "--format", "json"], capture_output=True, text=True, timeout=300)
    found = {}
    for diagnostic in json.loads(result.stdout)["diagnostics"]:
        file = diagnostic["file"].removeprefix(f"{folder}/")
        found.setdefault(file, []).append(diagnostic)
    return found


def lines_of_front_matter(path):
    return len((front_matter(path.read_bytes().decode(errors="replace")) or "").split("\n")) + 2


def front_matter(text):
    lines = text.split("\n")
    if lines[0].rstrip(" ") != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip(" ") == "---":
            return "\n".join(lines[1:number])
    return None


def documents(folder):
    """Each file of a content folder that has a schema, with what stands in it."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        kind = kind_of(name) if path.is_file() and not any(part.startswith(".") for part in name.parts) else None
        if kind is None:
            continue
        text = path.read_bytes().decode(errors="replace")
        if kind == "article":
            text = front_matter(text)
        try:
            value = None if text is None else load(text)
        except yaml.YAMLError:
            continue
        if value is not None:
            yield name, kind, value


def compare(folder, schemas, tmp_path=None):
    said = read(folder)
    different = []
    for name, kind, value in documents(folder):
        # What YAML itself refuses says nothing of a form.
        own = said.get(str(name), [])
        if any(one["rule"] in ("invalid-yaml", "yaml-anchor", "repeated-key") for one in own):
            continue
        last = lines_of_front_matter(folder / name) if kind == "article" else None
        refused = [one["message"] for one in own if of_form(one) and (last is None or one["line"] <= last)]
        errors = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in schemas[kind].iter_errors(value)]
        # Whoever follows a schema is never refused for the form; whoever does not is refused.
        if refused and not errors or errors and not refused and not any(one["rule"] in RULES | INSTEAD for one in own):
            different.append(f"{folder.name}/{name}: reader {refused[:2]}, schema {errors[:2]}")
    return different


@pytest.mark.parametrize("folder", [CONTENT, FORMULARY, FIXTURES / "valid"], ids=lambda path: path.parent.name + "-" + path.name)
def test_what_is_right(folder, schemas):
    different = compare(folder, schemas)
    assert not different, "\n".join(different)


def merged(tmp_path, sources):
    """One folder of many files, each read by itself: `sources` are paths in a content folder and texts."""
    folder = tmp_path / "content"
    (folder / "references").mkdir(parents=True)
    (folder / "site.yml").write_text("title: All\n")
    for number, (name, text) in enumerate(sources):
        path = folder / name.parts[0] / f"n{number}-{name.name}" if len(name.parts) > 1 else folder / f"n{number}-{name.name}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text)
    return folder


def test_what_is_wrong(schemas, tmp_path):
    folders = sorted(path for path in (FIXTURES / "invalid").iterdir() if path.is_dir())
    assert len(folders) > 50
    # Settings, a glossary and questions there can be one of.
    alone = [folder for folder in folders if any((folder / name).exists() for name in ("glossary.yml", "questions.yml"))
             or (folder / "site.yml").exists() and (folder / "site.yml").read_text().count("\n") > 3]
    different = [line for folder in alone for line in compare(folder, schemas)]
    rest = [(name, (folder / name).read_bytes()) for folder in folders if folder not in alone for name, _, _ in documents(folder) if str(name) != "site.yml"]
    assert len(rest) > 100
    different += compare(merged(tmp_path, rest), schemas)
    assert not different, "\n".join(different)


# One change to a file that is right: what a slip of the keyboard, a wrong indent or a wrong idea makes of it.
STRANGE = [7, "words", True, None, "", [], {}, ["a", "b"], {"a": "b"}, [{"id": "a"}], "2026-02-30", "2026-2-3", -1, 10**12, "0.5", [None], "on-label"]


def places(value, path=()):
    """Every mapping, list and scalar below a value, by its path."""
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], path + (key,))
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from places(value[index], path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def mutated(random, value, keys):
    value = copy.deepcopy(value)
    path = random.choice([path for path in places(value) if path])
    owner, last = at(value, path[:-1]), path[-1]
    change = random.randrange(5)
    if change == 0:
        del owner[last]
    elif change in (1, 2):
        owner[last] = random.choice(STRANGE)
    else:
        mapping = at(value, random.choice([path for path in places(value) if isinstance(at(value, path), dict)] or [()]))
        if isinstance(mapping, dict):
            if change == 3:
                mapping["zzzz"] = "words"
            else:
                mapping.setdefault(random.choice(keys), random.choice(STRANGE))
    return value


def source_of(line, sources):
    return sources[int(re.search(r"/n([0-9]+)-", line)[1])]


def keys_of(schema):
    """Every key that a schema knows, wherever."""
    found = set()
    if isinstance(schema, dict):
        found.update(schema.get("properties", {}) if isinstance(schema.get("properties"), dict) else {})
        for part in schema.values():
            found |= keys_of(part)
    elif isinstance(schema, list):
        for part in schema:
            found |= keys_of(part)
    return found


# With SCHEMA_CASES=1000 the long form.
CASES = int(os.environ.get("SCHEMA_CASES", "60"))


@pytest.mark.parametrize("seed", [int(os.environ.get("SCHEMA_SEED", "15"))])
def test_seeded_changes(seed, schemas, tmp_path):
    numbers = random.Random(seed)
    originals = [(name, kind, value, path / name) for path in (FIXTURES / "valid", CONTENT, FORMULARY, OTHER_DRUGS)
                 for name, kind, value in documents(path) if kind not in ("site", "glossary", "questions")]
    by_kind = {}
    for original in originals:
        by_kind.setdefault(original[1], []).append(original)
    sources = []
    for kind, group in sorted(by_kind.items()):
        keys = sorted(keys_of(schemas[kind].schema))
        for _ in range(CASES):
            name, _, value, path = numbers.choice(group)
            text = yaml.safe_dump(mutated(numbers, value, keys), sort_keys=False, allow_unicode=True, default_flow_style=None, width=10_000)
            sources.append((name, (f"---\n{text}---\n" if kind == "article" else text).encode()))
    different = compare(merged(tmp_path, sources), schemas)
    # Among so many broken files some messages are left out, as following from others: what differs is read by itself.
    different = [line for line in different if compare(merged(tmp_path / line.split(":")[0].replace("/", "-"), [source_of(line, sources)]), schemas)]
    assert not different, f"{len(different)} of {len(sources)}\n" + "\n".join(different)
