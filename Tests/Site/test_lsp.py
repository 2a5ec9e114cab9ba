"""The language server, spoken to by a client that others wrote; and by hand, where that client would not make the mistake."""

import asyncio
import json
from pathlib import Path
import random
import re
import shutil
import subprocess
import threading
import time
from urllib.parse import unquote
import warnings
from xml.etree import ElementTree
import zipfile

from lsprotocol import types
import playwright
from pytest_lsp import ClientServerConfig, LspSpecificationWarning, client_capabilities
import pytest

from conftest import MATERIA, REPOSITORY, THEMES, materia

FIXTURE = REPOSITORY / "Tests" / "KnowledgeBaseTests" / "Fixtures" / "valid"
FEVER = "indications/example-fever.md"
ADULTS = "regimens/examplicin-adults.yml"
DAY = "2026-11-20"


class Editor:
    """One session on a copy of the valid fixture. The loop has a thread of its own: a browser of another test may have that of this one."""

    def __init__(self, folder):
        self.folder = folder
        self.versions = {}
        self.texts = {}
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.wait(self.start())

    async def start(self):
        command = [str(MATERIA), "lsp", "--themes", str(THEMES), "--today", DAY]
        self.client = await ClientServerConfig(server_command=command).start(devtools=None)
        capabilities = client_capabilities("visual-studio-code")
        folders = [types.WorkspaceFolder(uri=self.folder.as_uri(), name="content")]
        self.answer = await self.client.initialize_session(
            types.InitializeParams(capabilities=capabilities, workspace_folders=folders, root_uri=self.folder.as_uri()))

    def wait(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def tell(self, method, params):
        self.loop.call_soon_threadsafe(getattr(self.client, method), params)

    def uri(self, path):
        return (self.folder / path).as_uri()

    def document(self, path):
        return types.TextDocumentIdentifier(uri=self.uri(path))

    def open(self, path):
        self.texts[path] = text = (self.folder / path).read_text()
        self.versions[path] = 1
        item = types.TextDocumentItem(uri=self.uri(path), language_id="markdown", version=1, text=text)
        self.tell("text_document_did_open", types.DidOpenTextDocumentParams(text_document=item))

    def close(self, path):
        self.tell("text_document_did_close", types.DidCloseTextDocumentParams(text_document=self.document(path)))

    def edit(self, path, old, new):
        """As an editor tells it: the stretch that is another."""
        text = self.texts[path]
        assert text.count(old) == 1, (path, old)
        start = text.index(old)
        change = types.TextDocumentContentChangePartial(
            range=types.Range(start=place(text, start), end=place(text, start + len(old))), text=new)
        self.texts[path] = text.replace(old, new)
        self.versions[path] += 1
        document = types.VersionedTextDocumentIdentifier(uri=self.uri(path), version=self.versions[path])
        self.tell("text_document_did_change", types.DidChangeTextDocumentParams(text_document=document, content_changes=[change]))

    def at(self, path, words, request, params=types.TextDocumentPositionParams, **more):
        """Asks at the place that `|` marks in words of the text."""
        text, marked = self.texts[path], words.replace("|", "")
        assert text.count(marked) == 1, (path, marked)
        position = place(text, text.index(marked) + words.index("|"))
        return self.wait(getattr(self.client, request + "_async")(params(text_document=self.document(path), position=position, **more)))

    def complete(self, path, words):
        return self.at(path, words, "text_document_completion", types.CompletionParams)

    def hover(self, path, words):
        return self.at(path, words, "text_document_hover", types.HoverParams)

    def diagnostics(self, path):
        """What is wrong, once everything that was told is taken in: where something is defined is known from the whole."""
        self.wait(self.client.text_document_definition_async(types.DefinitionParams(text_document=self.document("index.md"), position=types.Position(0, 0))))
        return list(self.client.diagnostics.get(self.uri(path), []))

    def stop(self):
        self.wait(self.client.shutdown_session())
        self.wait(self.client.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)


everything = types.Range(start=types.Position(line=0, character=0), end=types.Position(line=9999, character=0))


def place(text, offset):
    before = text[:offset]
    line = before.rsplit("\n", 1)[-1]
    return types.Position(line=before.count("\n"), character=len(line.encode("utf-16-le")) // 2)


def applied(text, edits):
    """A text with edits in it, as the protocol says: places are those of the text before."""
    lines = text.splitlines(keepends=True) + [""]

    def offset(position):
        if position.line >= len(lines):
            return len(text)
        units = lines[position.line].encode("utf-16-le")[:position.character * 2].decode("utf-16-le")
        return sum(map(len, lines[:position.line])) + len(units)

    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        text = text[:offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end):]
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    # A space and a letter beyond ASCII are in many a path.
    folder = tmp_path_factory.mktemp("lsp") / "my contént"
    shutil.copytree(FIXTURE, folder)
    return folder


@pytest.fixture(scope="module")
def editor(folder):
    with warnings.catch_warnings():
        # What the client did not say it understands.
        warnings.simplefilter("error", LspSpecificationWarning)
        editor = Editor(folder)
        yield editor
        editor.stop()


@pytest.fixture
def fever(editor):
    editor.open(FEVER)
    yield FEVER
    editor.close(FEVER)


@pytest.fixture
def adults(editor):
    editor.open(ADULTS)
    yield ADULTS
    editor.close(ADULTS)


def test_a_content_folder_without_mistakes_has_no_diagnostics(editor):
    assert editor.answer.server_info.name == "materia"
    assert editor.diagnostics(FEVER) == []
    assert {uri for uri, found in editor.client.diagnostics.items() if any(d.severity == 1 for d in found)} == set()


def told_as_checked(editor, copy):
    """What was told of all files, in the end, which is what `check` says of a folder with the texts that are open."""
    editor.diagnostics(FEVER)
    told = {
        (uri.removeprefix(editor.folder.as_uri() + "/"), d.code, d.severity.value, d.range.start.line + 1, d.message.split("\nhelp: ")[0].split("\nnote: ")[0],
         d.message.split("\nhelp: ")[1] if "\nhelp: " in d.message else None)
        for uri, found in editor.client.diagnostics.items() for d in found}
    shutil.copytree(editor.folder, copy)
    for path in (FEVER, ADULTS):
        (copy / path).write_text(editor.texts[path])
    result = subprocess.run([MATERIA, "check", copy, "--themes", THEMES, "--today", DAY, "--format", "json"], capture_output=True, text=True)
    levels = {"error": 1, "warning": 2, "note": 3}
    assert told == {
        (d["file"].removeprefix(f"{copy}/"), d["rule"], levels[d["severity"]], d["line"], d["message"], d.get("help"))
        for d in json.loads(result.stdout)["diagnostics"]}
    return told


def test_edits_while_the_whole_is_checked_count(editor, fever, adults, tmp_path):
    """A check begins a quarter of a second after an edit: many edits come then, of words, of what others see, and of values."""
    rng = random.Random(7)
    swaps = [(FEVER, "EF is no disease.", "EF is no malady. 0,5 mg."), (FEVER, "## Treatment", "## Treating it"), (FEVER, "title: Example fever", "title: A fever"),
             (ADULTS, "value: bright green", "value: pale blue"), (ADULTS, "per-day: 2 g,", "per-day: 2.5 g,"), (FEVER, "../images/curve.png", "../images/curv.png")]
    turned = [False] * len(swaps)
    for step in range(60):
        number = rng.randrange(len(swaps))
        path, *words = swaps[number]
        editor.edit(path, *(reversed(words) if turned[number] else words))
        turned[number] = not turned[number]
        time.sleep(rng.uniform(0.24, 0.28) if step % 3 else 0)
    assert any(turned)
    told_as_checked(editor, tmp_path / "content")


def test_mistakes_are_told_as_check_tells_them_in_every_file_and_go_away(editor, fever, adults, tmp_path):
    editor.edit(FEVER, "../images/curve.png", "../images/curv.png")
    editor.edit(FEVER, "[@doe2020, table 2; @roe2021]", "[@doe2020; @row2021] 😀 0,5 mg")
    # Where the fact is another, articles that are not open are wrong.
    editor.edit(ADULTS, "label: Colour, value: bright green", "label: Colour, valeu: bright green")
    editor.edit(ADULTS, "caps: { per-course: 10 g, per-day: 2 g,", "caps: { per-course: 10 g, per-day: 2.5 g,")
    told = told_as_checked(editor, tmp_path / "content")
    assert {"broken-link", "unknown-citation", "decimal-comma", "unknown-key"} <= {d[1] for d in told}
    # Places count as the editor counts: the face before the dose is two.
    (comma,) = [d for d in editor.client.diagnostics[editor.uri(FEVER)] if d.code == "decimal-comma"]
    line = editor.texts[FEVER].split("\n")[comma.range.start.line].encode("utf-16-le")
    assert line[comma.range.start.character * 2:comma.range.end.character * 2].decode("utf-16-le") == "0,5"
    # What is mended is wrong no more, and what is closed counts as it is on the disk.
    editor.edit(FEVER, "../images/curv.png", "../images/curve.png")
    assert "broken-link" not in {d.code for d in editor.diagnostics(FEVER)}
    editor.close(FEVER)
    editor.close(ADULTS)
    editor.diagnostics(FEVER)
    assert not any(d.severity == 1 for found in editor.client.diagnostics.values() for d in found)
    editor.open(FEVER)
    editor.open(ADULTS)


@pytest.mark.parametrize("old, new, expected, detail", [
    ("See [x](", "../reg|", "../regimens/examplicin-adults.yml", "Examplicin for adults"),
    ("See [](", "../regimens/examplicin-adults.yml#d|", "dose", "15 mg/kg (Dose)"),
    ("See [x](", "#tr|", "treatment", "Treatment"),
    ("See [x](", "../glossary.yml#|", "ef", "example fever"),
    ("See ![x](", "../im|", "../images/curve.png", None),
    ("Cured.[@", "do|", "doe2020", "Doe et al 2020"),
    ("Cured.[@roe2021; @", "study|", "doe2020", "Doe et al 2020"),
    ("> [!", "RECO|", "RECOMMENDATION", None),
    ("> [!RECOMMENDATION strength=", "|", "conditional", None),
    ("```", "calc|", "calculator", "of a record of regimens"),
    ("```regimen\n", "id: |", "examplicin-adults", "Examplicin for adults"),
    ("The ", "exam|", "example fever", "EF"),
])
def test_what_can_be_written_is_offered(editor, fever, old, new, expected, detail):
    editor.edit(FEVER, "EF is no disease.", f"EF is no disease.\n\n{old}{new.replace('|', '')}\n\nAnd so on.")
    found = editor.complete(FEVER, f"\n\n{old}{new}\n\nAnd so on.")
    assert not found.is_incomplete
    items = {item.label: item for item in found.items}
    assert expected in items, list(items)
    assert items[expected].detail == detail
    before = new.split("#")[0] + "#" if "#" in new else "id: " if new.startswith("id: ") else ""
    assert f"\n\n{old}{before}{expected}\n\nAnd so on." in applied(editor.texts[FEVER], [items[expected].text_edit])


@pytest.mark.parametrize("old, new, expected", [
    ("status: current\ndrug", "status: |\ndrug", {"current", "illustrative", "retired", "superseded"}),
    ("drug: examplicin\n", "drug: examplicin\n|\n", {"route", "guard", "work-out"}),
    ("population: { text: Adults,", "population: { text: Adults, |", {"outside", "minimum-weight"}),
    ("indication: example-fever", "indication: |", {"example-fever"}),
    ("products: [exampliject]", "products: [|]", {"exampliject"}),
    ("status: current\n", "status: superseded\nsuperseded-by: |\n", {"examplicin-children"}),
    ("sources: [doe2020]", "sources: [|]", {"doe2020", "handbook", "policy"}),
    ("  - { id: child, level: stop,", "  - { id: child, level: |,", {"stop", "caution"}),
])
def test_keys_and_choices_of_records_are_offered_with_their_meaning(editor, adults, old, new, expected):
    editor.edit(ADULTS, old, new.replace("|", ""))
    items = {item.label: item for item in editor.complete(ADULTS, new).items}
    assert expected <= set(items)
    assert "title" not in items
    if "route" in expected:
        assert "How it is given." in items["route"].documentation.value


def test_what_stands_at_a_place_is_explained(editor, fever, adults):
    def words(path, marked):
        return editor.hover(path, marked).contents.value

    assert "**15 mg/kg**" in words(FEVER, "(../regimens/examplicin-adults.yml#do|se)")
    assert "**Rounding" in words(FEVER, "(../dosing/roun|ding.md)")
    assert "Doe J; Example Study Group. Examplicin in example fever" in words(FEVER, "[@do|e2020, table 2")
    assert "A fever in this article only." in words(FEVER, "E|F is no disease")
    assert "Examplicin for adults" in words(FEVER, "```regimen\nid: examplicin-ad|ults")
    assert "`population` (required)" in words(ADULTS, "popu|lation:")
    # Within braces as well.
    assert words(ADULTS, "minimum-a|ge: 18 years").startswith("`minimum-age`")
    assert "Boxes that count as ticked" not in words(ADULTS, "lev|el: caution")
    assert "Example fever" in words(ADULTS, "indication: example-|fever")
    editor.edit(FEVER, "EF is no disease.", "EF is 10 µg.")
    assert "**error-prone-unit**" in words(FEVER, "EF is 10 µ|g.")
    assert editor.hover(FEVER, "## Tre|atment") is None


def test_quick_fixes_are_those_of_fix_and_of_single_suggestions(editor, fever, tmp_path):
    editor.edit(FEVER, "EF is no disease.", "EF is 10 µg and 20 IU or 30 cc.")
    editor.edit(FEVER, "../images/curve.png", "../images/curv.png")

    def actions(*kinds):
        context = types.CodeActionContext(diagnostics=[], only=list(kinds) or None)
        return editor.wait(editor.client.text_document_code_action_async(
            types.CodeActionParams(text_document=editor.document(FEVER), range=everything, context=context)))

    by_title = {action.title: action for action in actions()}
    assert {"Write 'mcg'", "Change to '../images/curve.png'"} <= set(by_title)
    assert by_title["Write 'mcg'"].is_preferred and by_title["Write 'mcg'"].diagnostics[0].code == "error-prone-unit"
    (link,) = by_title["Change to '../images/curve.png'"].edit.document_changes
    assert "](../images/curve.png)" in applied(editor.texts[FEVER], link.edits)
    (every,) = actions("source.fixAll")
    copy = tmp_path / "content"
    shutil.copytree(editor.folder, copy)
    (copy / FEVER).write_text(editor.texts[FEVER])
    materia("check", copy, "--themes", THEMES, "--today", DAY, "--fix", expect=(0, 1))
    assert applied(editor.texts[FEVER], every.edit.document_changes[0].edits) == (copy / FEVER).read_text() != editor.texts[FEVER]


def test_a_quick_fix_changes_the_word_that_is_wrong_and_no_more(editor, adults):
    """A unit that goes with its number, or the mapping above a key, is another dose."""
    product = "products/exampliject.yml"
    editor.open(product)
    for path, old, wrong, right in [
        (product, "concentration: 50 mg/mL", "concentration: 50,5 mg/mL", "concentration: 50.5 mg/mL"),
        (product, "concentration: 50 mg/mL", "concentration: 50 mg/ml", "concentration: 50 mg/mL"),
        (ADULTS, "minimum-age: 18 years", "minimum-aeg: 18 years", "minimum-age: 18 years"),
    ]:
        editor.edit(path, old, wrong)
        found = editor.wait(editor.client.text_document_code_action_async(types.CodeActionParams(
            text_document=editor.document(path), range=everything, context=types.CodeActionContext(diagnostics=[]))))
        texts = [applied(editor.texts[path], change.edits) for action in found for change in action.edit.document_changes]
        # Nothing is offered, or what was meant.
        assert all(right in text for text in texts), (wrong, [action.title for action in found])
        assert texts or path == product
        editor.edit(path, wrong, old)
    editor.close(product)


def test_the_outline_has_headings_and_parts_of_records(editor, fever, adults):
    def outline(path):
        found = editor.wait(editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=editor.document(path))))
        return {symbol.name: [child.name for child in symbol.children or []] for symbol in found}

    assert outline(FEVER)["Treatment"] == ["Dose", "Evidence"]
    assert outline(ADULTS)["alerts"] == ["child", "kidney"]


def test_files_that_change_on_the_disk_count(editor):
    file = editor.folder / "dosing" / "rounding.md"
    text = file.read_text()
    changed = types.DidChangeWatchedFilesParams(changes=[types.FileEvent(uri=file.as_uri(), type=types.FileChangeType.Changed)])
    try:
        file.write_text(text + "\nSee [it](nowhere.md).\n")
        editor.tell("workspace_did_change_watched_files", changed)
        assert [d.code for d in editor.diagnostics("dosing/rounding.md")] == ["broken-link"]
    finally:
        file.write_text(text)
    editor.tell("workspace_did_change_watched_files", changed)
    assert editor.diagnostics("dosing/rounding.md") == []


def places(found, editor):
    return sorted((found.uri.removeprefix(editor.folder.as_uri() + "/"), found.range.start.line + 1) for found in found or [])


def line_of(editor, path, words):
    lines = (editor.folder / path).read_text().split("\n")
    (line,) = [number for number, line in enumerate(lines, 1) if words in line]
    return line


def test_definitions_and_uses_are_found(editor, fever, adults):
    def definition(path, marked):
        return places(editor.at(path, marked, "text_document_definition", types.DefinitionParams), editor)

    def references(path, marked):
        context = types.ReferenceContext(include_declaration=False)
        return places(editor.at(path, marked, "text_document_references", types.ReferenceParams, context=context), editor)

    assert definition(FEVER, "(../regimens/examplicin-adults.yml#do|se)") == [(ADULTS, line_of(editor, ADULTS, "dose: { amount"))]
    assert definition(FEVER, "(../dosing/rou|nding.md)") == [("dosing/rounding.md", 1)]
    assert definition(FEVER, "[@do|e2020, table 2") == [("references/library.json", line_of(editor, "references/library.json", '"doe2020"'))]
    assert definition(ADULTS, "indication: exam|ple-fever") == [(FEVER, 1)]
    assert (ADULTS, line_of(editor, ADULTS, "duration: Until")) in references(FEVER, "[@do|e2020, table 2")
    assert (FEVER, line_of(editor, FEVER, "yml#dose")) in references(ADULTS, "products: [exampli|ject]") or references(ADULTS, "products: [exampli|ject]")
    assert (FEVER, line_of(editor, FEVER, "yml#ears.plain")) in references(FEVER, "(../criteria/ef-score.yml#ea|rs)")
    assert editor.at(FEVER, "Nobody e|ver had EF", "text_document_definition", types.DefinitionParams) is None


def renamed(editor, edit, folder):
    """A copy of the folder with an edit of the workspace done, as an editor does it."""
    shutil.copytree(editor.folder, folder)

    def path(uri):
        return folder / unquote(uri).removeprefix("file://" + str(editor.folder) + "/")

    for change in edit.document_changes:
        if isinstance(change, types.RenameFile):
            path(change.old_uri).rename(path(change.new_uri))
        else:
            file = path(change.text_document.uri)
            file.write_text(applied(file.read_text(), change.edits))
    return folder


@pytest.mark.parametrize("path, marked, shown, new, gone", [
    (FEVER, "[@do|e2020, table 2", "doe2020", "poe2019", "[@doe2020"),
    (FEVER, "## Recognising it {#sig|ns}", "signs", "marks", "#signs"),
    (FEVER, "### Evid|ence", "evidence", "trials", None),
    (ADULTS, "products: [exampli|ject]", "exampliject", "examplivial", "products/exampliject.yml"),
])
def test_a_new_name_is_taken_over_everywhere(editor, fever, adults, tmp_path, path, marked, shown, new, gone):
    prepared = editor.at(path, marked, "text_document_prepare_rename", types.PrepareRenameParams)
    assert prepared.placeholder == shown
    edit = editor.at(path, marked, "text_document_rename", types.RenameParams, new_name=new)
    folder = renamed(editor, edit, tmp_path / "content")
    text = "".join(file.read_text() for file in folder.rglob("*") if file.suffix in (".md", ".yml", ".yaml", ".json"))
    assert new in text and (gone is None or gone not in text)
    materia("check", folder, "--themes", THEMES, "--today", DAY)


def test_files_that_the_editor_renames_are_followed_and_a_bad_name_is_refused(editor, fever, tmp_path):
    renames = types.RenameFilesParams(files=[types.FileRename(old_uri=editor.uri(FEVER), new_uri=editor.uri("indications/made-up-fever.md"))])
    edit = editor.wait(editor.client.workspace_will_rename_files_async(renames))
    folder = renamed(editor, edit, tmp_path / "content")
    (folder / FEVER).rename(folder / "indications" / "made-up-fever.md")
    assert "indications/example-fever" in (folder / "indications" / "made-up-fever.md").read_text().split("---")[1]
    assert "indication: made-up-fever" in (folder / ADULTS).read_text()
    materia("check", folder, "--themes", THEMES, "--today", DAY)
    with pytest.raises(Exception, match="cannot be the key of a reference"):
        editor.at(FEVER, "[@do|e2020, table 2", "text_document_rename", types.RenameParams, new_name="no key")
    with pytest.raises(Exception, match="nothing that has a name"):
        editor.at(FEVER, "Nobody e|ver had EF", "text_document_prepare_rename", types.PrepareRenameParams)


class Pipe:
    """A client that says what it is told to, right or wrong."""

    def __init__(self, *arguments):
        self.server = subprocess.Popen([MATERIA, "lsp", "--themes", THEMES, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def write(self, body):
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def tell(self, method, params=None, number=None):
        message = {"jsonrpc": "2.0", "method": method, "params": params, **({} if number is None else {"id": number})}
        self.write(json.dumps(message).encode())

    def read(self):
        length = 0
        while line := self.server.stdout.readline().strip():
            length = int(line.split(b":")[1])
        return json.loads(self.server.stdout.read(length))

    def ask(self, method, params=None, number=1):
        self.tell(method, params, number)
        return self.until(lambda message: message.get("id") == number and "method" not in message)

    def until(self, holds):
        while not holds(message := self.read()):
            pass
        return message

    def initialize(self, folder, **capabilities):
        answer = self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities}, 0)
        self.tell("initialized", {})
        return answer["result"]

    def end(self):
        code = self.server.wait(20)
        self.server.stdout.close()
        return code


def test_a_client_that_makes_mistakes_is_told_and_served_on(tmp_path):
    pipe = Pipe()
    assert pipe.ask("textDocument/hover", {})["error"]["code"] == -32002
    for body, code in [(b"{", -32700), (b"\xff\xfe", -32700), (b"[]", -32600), (b'{"id": 7}', -32600)]:
        pipe.write(body)
        assert pipe.read()["error"]["code"] == code
    # A folder without content: what to do is said, and nothing else happens.
    capabilities = pipe.initialize(tmp_path, general={"positionEncodings": ["utf-32", "utf-8"]})["capabilities"]
    assert capabilities["positionEncoding"] == "utf-8"
    assert "materia new site" in pipe.until(lambda message: message.get("method") == "window/showMessage")["params"]["message"]
    assert pipe.ask("initialize", {})["error"]["code"] == -32600
    assert pipe.ask("textDocument/noSuchThing", {})["error"]["code"] == -32601
    assert pipe.ask("textDocument/hover", {})["error"]["code"] == -32602
    stranger = {"textDocument": {"uri": "file:///nowhere/a.md"}, "position": {"line": 0, "character": 0}}
    assert pipe.ask("textDocument/hover", stranger)["result"] is None
    assert pipe.ask("textDocument/rename", {**stranger, "newName": "x"})["error"]["code"] == -32803
    for method in ["textDocument/didChange", "textDocument/didOpen", "textDocument/didClose", "noSuchThing", "workspace/didChangeWorkspaceFolders"]:
        pipe.tell(method, {})
    # A site that is started while the editor is open, in a folder below, and found from a file in it.
    content = tmp_path / "a" / "b"
    shutil.copytree(FIXTURE, content)
    text = (content / FEVER).read_text() + "\n😀 [it](nowhere.md)\n"
    document = {"uri": (content / FEVER).as_uri(), "languageId": "markdown", "version": 1, "text": text}
    pipe.tell("textDocument/didOpen", {"textDocument": document})
    told = pipe.until(lambda message: message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == document["uri"])
    (link,) = [found for found in told["params"]["diagnostics"] if found["code"] == "broken-link"]
    assert link["range"]["start"]["character"] == len("😀 [it](".encode())
    # A change on the disk, of a client that does not tell of them.
    (content / "dosing" / "rounding.md").write_text("no front matter")
    pipe.until(lambda message: message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"].endswith("rounding.md"))
    # Settings that cannot be read, and that can be read again.
    settings = {"uri": (content / "site.yml").as_uri(), "languageId": "yaml", "version": 1, "text": "titel: x"}
    pipe.tell("textDocument/didOpen", {"textDocument": settings})
    pipe.until(lambda message: message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == settings["uri"])
    assert pipe.ask("textDocument/documentSymbol", {"textDocument": {"uri": document["uri"]}})["result"]
    pipe.tell("textDocument/didClose", {"textDocument": {"uri": settings["uri"]}})
    cleared = pipe.until(lambda message: message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == settings["uri"])
    assert cleared["params"]["diagnostics"] == []
    # A folder that is closed has no mistakes.
    closed = {"added": [], "removed": [{"uri": content.as_uri(), "name": "b"}]}
    pipe.tell("workspace/didChangeWorkspaceFolders", {"event": closed})
    gone = pipe.until(lambda message: message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == document["uri"])
    assert gone["params"]["diagnostics"] == []
    assert pipe.ask("shutdown")["result"] is None
    assert pipe.ask("textDocument/hover", stranger)["error"]["code"] == -32600
    pipe.tell("exit")
    assert pipe.end() == 0


def test_a_client_that_is_gone_ends_the_server():
    pipe = Pipe()
    pipe.server.stdin.close()
    assert pipe.end() == 1
    pipe = Pipe()
    pipe.server.stdin.write(b"no header of a message\r\n\r\n")
    pipe.server.stdin.close()
    assert pipe.end() == 1


EXTENSION = REPOSITORY / "editors" / "vscode"


def test_the_extension_works_with_the_server_in_a_stand_in_of_the_editor(tmp_path):
    shutil.copytree(FIXTURE, tmp_path / "content")
    node = Path(playwright.__file__).parent / "driver" / "node"
    done = subprocess.run([node, EXTENSION / "test" / "run.js", MATERIA, THEMES, tmp_path / "content"], capture_output=True, text=True, timeout=120)
    assert done.stdout == "ok\n", done.stderr


def test_the_extension_is_packed_as_the_editor_unpacks_it(tmp_path):
    packs = [tmp_path / "a.vsix", tmp_path / "b.vsix"]
    for pack in packs:
        subprocess.run([EXTENSION / "pack", pack], check=True, capture_output=True)
    assert packs[0].read_bytes() == packs[1].read_bytes()
    archive = zipfile.ZipFile(packs[0])
    package = json.loads(archive.read("extension/package.json"))
    manifest = ElementTree.fromstring(archive.read("extension.vsixmanifest"))
    names = {"": "http://schemas.microsoft.com/developer/vsx-schema/2011"}
    identity = manifest.find("Metadata/Identity", names)
    assert (identity.get("Id"), identity.get("Version"), identity.get("Publisher")) == (package["name"], package["version"], package["publisher"])
    assert all(asset.get("Path") in archive.namelist() for asset in manifest.iterfind("Assets/Asset", names))
    # Every file has a type, and everything that is loaded is there.
    types = {entry.get("Extension") for entry in ElementTree.fromstring(archive.read("[Content_Types].xml"))}
    assert {Path(name).suffix for name in archive.namelist() if name != "[Content_Types].xml"} <= types
    loaded = {f"extension/{name}.js" for file in EXTENSION.glob("*.js") for name in re.findall(r"require\('\./(\w+)'\)", file.read_text())}
    assert loaded | {f"extension/{package['main'].removeprefix('./')}"} <= set(archive.namelist())
