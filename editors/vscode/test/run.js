'use strict';
// The extension in a stand-in of the editor, with the real server: `node run.js MATERIA THEMES CONTENT`, on a copy of the valid fixture.
const assert = require('assert');
const path = require('path');
const Module = require('module');

const resolve = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) => (name === 'vscode' ? path.join(__dirname, 'vscode.js') : resolve(name, ...rest));
const vscode = require('vscode');
const extension = require('../extension');

const [program, themes, content] = process.argv.slice(2);
const { told, events, providers, settings } = vscode;

async function until(holds, what) {
  for (let tries = 0; tries < 1000; tries += 1) {
    const found = holds();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`not reached: ${what}; ${told.messages.join(' ')}`);
}

async function main() {
  Object.assign(settings, { path: program, themes, strict: false });
  vscode.workspace.workspaceFolders = [{ uri: vscode.Uri.file(content), name: 'content' }];
  const fever = new vscode.Document(path.join(content, 'indications/example-fever.md'));
  vscode.workspace.textDocuments = [fever];
  const context = { subscriptions: [] };
  await extension.activate(context);
  // Any edit of an article that was reviewed is one since then.
  const problems = () => (told.diagnostics.get('example-fever.md') || []).filter((one) => one.code !== 'changed-since-review');

  fever.edit('../images/curve.png', '../images/curv.png');
  await until(() => problems().length === 1, 'a mistake');
  assert.strictEqual(problems()[0].code, 'broken-link');
  assert.strictEqual(problems()[0].severity, vscode.DiagnosticSeverity.Error);
  const everything = new vscode.Range(new vscode.Position(0, 0), new vscode.Position(999, 0));
  const [action] = await providers.actions.provideCodeActions(fever, everything, {});
  assert.strictEqual(action.title, "Change to '../images/curve.png'");
  assert.strictEqual(action.edit.changes[0].text, '../images/curve.png');
  fever.edit('../images/curv.png', '../images/curve.png');
  await until(() => !problems().length, 'the mistake gone');

  fever.edit('EF is no disease.', 'EF is no disease.[@');
  const list = await providers.completion.provideCompletionItems(fever, fever.place('disease.[@|'));
  const item = list.items.find((one) => one.label === 'doe2020');
  assert.strictEqual(item.detail, 'Doe et al 2020');
  assert.match(item.documentation.value, /Examplicin in example fever/);
  fever.edit('EF is no disease.[@', 'EF is no disease.');

  const dose = fever.place('(../regimens/examplicin-adults.yml#do|se)');
  assert.match((await providers.hover.provideHover(fever, dose)).contents.value, /15 mg\/kg/);
  assert.match((await providers.definition.provideDefinition(fever, dose))[0].uri.path, /examplicin-adults\.yml$/);
  const uses = await providers.references.provideReferences(fever, fever.place('[@do|e2020, table 2'), { includeDeclaration: false });
  assert.ok(uses.length > 3);
  const headings = await providers.symbols.provideDocumentSymbols(fever);
  assert.deepStrictEqual(headings.find((one) => one.name === 'Treatment').children.map((one) => one.name), ['Dose', 'Evidence']);
  assert.strictEqual(headings[0].kind, 14);

  const key = fever.place('[@do|e2020, table 2');
  assert.strictEqual((await providers.rename.prepareRename(fever, key)).placeholder, 'doe2020');
  const renamed = await providers.rename.provideRenameEdits(fever, key, 'poe2019');
  assert.ok(renamed.changes.some((change) => /library\.json$/.test(change.uri.path)));
  await assert.rejects(providers.rename.provideRenameEdits(fever, key, 'no key'), /cannot be the key/);
  let waited = null;
  events.willRename({
    files: [{ oldUri: fever.uri, newUri: vscode.Uri.file(path.join(content, 'indications/made-up-fever.md')) }], waitUntil: (promise) => { waited = promise; },
  });
  assert.ok((await waited).changes.some((change) => change.text === 'made-up-fever'));

  // A program that is not there is said, and the next start serves again.
  settings.path = path.join(content, 'no-such-program');
  await events['materia.restart']();
  await until(() => told.messages.some((text) => /cannot be started/.test(text)), 'the reason');
  settings.path = program;
  await events['materia.restart']();
  assert.ok(await providers.hover.provideHover(fever, dose));
  await extension.deactivate();
}

main().then(() => console.log('ok'), (error) => {
  console.error(error);
  process.exit(1);
});
