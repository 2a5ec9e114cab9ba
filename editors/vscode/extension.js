'use strict';
// Starts `materia lsp`, and hands on what the editor asks and what the server answers.
const vscode = require('vscode');
const { Connection } = require('./connection');
const convert = require('./convert');

const files = [
  { scheme: 'file', language: 'markdown' }, { scheme: 'file', pattern: '**/*.{md,yml,yaml}' }, { scheme: 'file', pattern: '**/references/*.json' },
];
const triggers = ['@', '(', '/', '#', '[', '!', ':', ' ', '`', '{', ',', '.'];

let server = null;
let problems = null;
let output = null;
let crashes = [];
let watcher = null;

const isContent = (document) => vscode.languages.match(files, document) > 0;
const uri = (value) => value.toString();

async function start() {
  const settings = vscode.workspace.getConfiguration('materia');
  const command = settings.get('path') || 'materia';
  const args = ['lsp'];
  if (settings.get('strict')) args.push('--strict');
  if (settings.get('themes')) args.push('--themes', settings.get('themes'));
  const connection = new Connection(command, args, {
    'textDocument/publishDiagnostics': (params) => problems.set(vscode.Uri.parse(params.uri), params.diagnostics.map(convert.diagnostic)),
    'window/showMessage': (params) => { vscode.window.showInformationMessage(params.message); },
    'window/logMessage': (params) => output.appendLine(params.message),
    'client/registerCapability': () => watch(),
  }, (reason) => ended(connection, command, reason), (text) => output.append(text));
  server = connection;
  const folders = (vscode.workspace.workspaceFolders || []).map((folder) => ({ uri: uri(folder.uri), name: folder.name }));
  try {
    await connection.request('initialize', {
      processId: process.pid, clientInfo: { name: 'Visual Studio Code' }, rootUri: folders.length ? folders[0].uri : null, workspaceFolders: folders,
      capabilities: {
        general: { positionEncodings: ['utf-16'] },
        textDocument: { publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1] } }, hover: { contentFormat: ['markdown'] } },
        workspace: {
          workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true }, fileOperations: { willRename: true },
          workspaceEdit: { documentChanges: true, resourceOperations: ['rename'] },
        },
      },
    });
  } catch (error) {
    return;
  }
  connection.notify('initialized', {});
  vscode.workspace.textDocuments.forEach(opened);
}

function watch() {
  if (watcher) watcher.dispose();
  watcher = vscode.workspace.createFileSystemWatcher('**/*');
  // Many files at once, as when a branch is switched, are one message.
  let changes = [];
  let timer = null;
  const tell = (type) => (file) => {
    if (file.path.split('/').some((part) => part.startsWith('.'))) return;
    changes.push({ uri: uri(file), type });
    clearTimeout(timer);
    timer = setTimeout(() => {
      server.notify('workspace/didChangeWatchedFiles', { changes });
      changes = [];
    }, 50);
  };
  watcher.onDidCreate(tell(1));
  watcher.onDidChange(tell(2));
  watcher.onDidDelete(tell(3));
}

function ended(connection, command, reason) {
  if (connection !== server) return;
  server = null;
  problems.clear();
  if (reason instanceof Error) {
    vscode.window.showErrorMessage(`Materia: '${command}' cannot be started (${reason.message}). Say where it is in the setting materia.path.`);
    return;
  }
  // What ends again and again is not started for ever.
  crashes = crashes.filter((time) => Date.now() - time < 180000).concat(Date.now());
  if (crashes.length < 5) start();
  else vscode.window.showErrorMessage('Materia: the language server ended five times within three minutes. The command "Restart the Language Server" starts it again.');
}

async function stop() {
  const connection = server;
  server = null;
  problems.clear();
  if (connection) await connection.stop();
}

function opened(document) {
  if (!server || !isContent(document)) return;
  server.notify('textDocument/didOpen', {
    textDocument: { uri: uri(document.uri), languageId: document.languageId, version: document.version, text: document.getText() },
  });
}

function changed(event) {
  if (!server || !isContent(event.document) || !event.contentChanges.length) return;
  server.notify('textDocument/didChange', {
    textDocument: { uri: uri(event.document.uri), version: event.document.version },
    contentChanges: event.contentChanges.map((change) => ({ range: convert.stretch(change.range), text: change.text })),
  });
}

function closed(document) {
  if (server && isContent(document)) server.notify('textDocument/didClose', { textDocument: { uri: uri(document.uri) } });
}

function saved(document) {
  if (server && isContent(document)) server.notify('textDocument/didSave', { textDocument: { uri: uri(document.uri) } });
}

// Files outside content folders have no answers, and nobody is told so again and again.
async function ask(method, params, token, make) {
  if (!server) return null;
  let answer = null;
  try {
    answer = await server.request(method, params, token);
  } catch (error) {
    return null;
  }
  return answer === null ? null : make(answer);
}

const at = (document, position) => ({ textDocument: { uri: uri(document.uri) }, position: convert.place(position) });

const providers = {
  provideCompletionItems: (document, position, token) => ask('textDocument/completion', at(document, position), token,
    (list) => new vscode.CompletionList(list.items.map(convert.completion), list.isIncomplete)),
  provideHover: (document, position, token) => ask('textDocument/hover', at(document, position), token,
    (hover) => new vscode.Hover(new vscode.MarkdownString(hover.contents.value), convert.range(hover.range))),
  provideDefinition: (document, position, token) => ask('textDocument/definition', at(document, position), token, (list) => list.map(convert.location)),
  provideReferences: (document, position, context, token) => ask('textDocument/references',
    { ...at(document, position), context: { includeDeclaration: context.includeDeclaration } }, token, (list) => list.map(convert.location)),
  provideDocumentSymbols: (document, token) => ask('textDocument/documentSymbol', { textDocument: { uri: uri(document.uri) } }, token, (list) => list.map(convert.symbol)),
  provideCodeActions: (document, range, context, token) => ask('textDocument/codeAction', {
    textDocument: { uri: uri(document.uri) }, range: convert.stretch(range),
    context: { diagnostics: [], ...(context.only ? { only: [context.only.value] } : {}) },
  }, token, (list) => list.map(convert.action)),
  // Why something cannot have another name is said.
  prepareRename: async (document, position, token) => {
    if (!server) throw new Error('The language server is not there.');
    const answer = await server.request('textDocument/prepareRename', at(document, position), token);
    return { range: convert.range(answer.range), placeholder: answer.placeholder };
  },
  provideRenameEdits: async (document, position, newName, token) => {
    if (!server) throw new Error('The language server is not there.');
    return convert.workspaceEdit(await server.request('textDocument/rename', { ...at(document, position), newName }, token));
  },
};

function willRename(event) {
  const renamed = event.files.map((file) => ({ oldUri: uri(file.oldUri), newUri: uri(file.newUri) }));
  event.waitUntil(ask('workspace/willRenameFiles', { files: renamed }, null, convert.workspaceEdit).then((edit) => edit || new vscode.WorkspaceEdit()));
}

function foldersChanged(event) {
  const named = (list) => list.map((folder) => ({ uri: uri(folder.uri), name: folder.name }));
  if (server) server.notify('workspace/didChangeWorkspaceFolders', { event: { added: named(event.added), removed: named(event.removed) } });
}

async function activate(context) {
  problems = vscode.languages.createDiagnosticCollection('materia');
  output = vscode.window.createOutputChannel('Materia');
  const { workspace, languages } = vscode;
  const restart = async () => {
    crashes = [];
    await stop();
    await start();
  };
  context.subscriptions.push(
    problems, output, { dispose: () => watcher && watcher.dispose() },
    workspace.onDidOpenTextDocument(opened), workspace.onDidChangeTextDocument(changed), workspace.onDidCloseTextDocument(closed),
    workspace.onDidSaveTextDocument(saved), workspace.onWillRenameFiles(willRename), workspace.onDidChangeWorkspaceFolders(foldersChanged),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('materia') && restart()),
    vscode.commands.registerCommand('materia.restart', restart),
    languages.registerCompletionItemProvider(files, providers, ...triggers), languages.registerHoverProvider(files, providers),
    languages.registerDefinitionProvider(files, providers), languages.registerReferenceProvider(files, providers),
    languages.registerDocumentSymbolProvider(files, providers), languages.registerRenameProvider(files, providers),
    languages.registerCodeActionsProvider(files, providers, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.SourceFixAll] }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
