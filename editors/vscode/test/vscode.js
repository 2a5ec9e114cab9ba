'use strict';
// As much of the editor as the extension uses: its values, its events, and the documents of a folder.
const fs = require('fs');
const path = require('path');
const { pathToFileURL, fileURLToPath } = require('url');

class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
}
class Range {
  constructor(start, end) { Object.assign(this, { start, end }); }
}
class Uri {
  constructor(text) {
    this.text = text;
    this.fsPath = fileURLToPath(text);
    this.path = this.fsPath;
  }
  static parse(text) { return new Uri(text); }
  static file(name) { return new Uri(pathToFileURL(name).href); }
  toString() { return this.text; }
}
const holding = (...names) => class {
  constructor(...values) { names.forEach((name, index) => { this[name] = values[index]; }); }
};
class WorkspaceEdit {
  constructor() { this.changes = []; }
  replace(uri, range, text) { this.changes.push({ uri, range, text }); }
  renameFile(oldUri, newUri) { this.changes.push({ oldUri, newUri }); }
}

const events = {};
const on = (name) => (listener) => {
  events[name] = listener;
  return { dispose() {} };
};
const told = { diagnostics: new Map(), messages: [] };
const providers = {};
const registering = (name) => (selector, provider) => {
  providers[name] = provider;
  return { dispose() {} };
};

class Document {
  constructor(file) {
    Object.assign(this, { uri: Uri.file(file), languageId: file.endsWith('.md') ? 'markdown' : 'yaml', version: 1, text: fs.readFileSync(file, 'utf8') });
  }
  getText() { return this.text; }
  at(offset) {
    const lines = this.text.slice(0, offset).split('\n');
    return new Position(lines.length - 1, lines[lines.length - 1].length);
  }
  // Where `|` stands in words of the text.
  place(marked) {
    const words = marked.replace('|', '');
    return this.at(this.text.indexOf(words) + marked.indexOf('|'));
  }
  edit(old, text) {
    const start = this.text.indexOf(old);
    const range = new Range(this.at(start), this.at(start + old.length));
    this.text = this.text.replace(old, text);
    this.version += 1;
    events.change({ document: this, contentChanges: [{ range, text }] });
  }
}

const settings = {};
module.exports = {
  Position, Range, Uri, WorkspaceEdit, Document, events, told, providers, settings,
  Location: holding('uri', 'range'), Diagnostic: holding('range', 'message', 'severity'), DiagnosticRelatedInformation: holding('location', 'message'),
  CompletionItem: holding('label', 'kind'), CompletionList: holding('items', 'isIncomplete'), MarkdownString: holding('value'), Hover: holding('contents', 'range'),
  DocumentSymbol: holding('name', 'detail', 'kind', 'range', 'selectionRange'), CodeAction: holding('title', 'kind'),
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2 }, CodeActionKind: { QuickFix: { value: 'quickfix' }, SourceFixAll: { value: 'source.fixAll' } },
  languages: {
    match: (files, document) => (/\.(md|ya?ml|json)$/.test(document.uri.path) ? 10 : 0),
    createDiagnosticCollection: () => ({
      set: (uri, list) => told.diagnostics.set(path.basename(uri.path), list), clear: () => told.diagnostics.clear(), dispose() {},
    }),
    registerCompletionItemProvider: registering('completion'), registerHoverProvider: registering('hover'), registerDefinitionProvider: registering('definition'),
    registerReferenceProvider: registering('references'), registerDocumentSymbolProvider: registering('symbols'), registerRenameProvider: registering('rename'),
    registerCodeActionsProvider: registering('actions'),
  },
  window: {
    createOutputChannel: () => ({ append: (text) => told.messages.push(text), appendLine: (text) => told.messages.push(text), dispose() {} }),
    showInformationMessage: (text) => told.messages.push(text), showErrorMessage: (text) => told.messages.push(text),
  },
  workspace: {
    workspaceFolders: [], textDocuments: [],
    getConfiguration: () => ({ get: (name) => settings[name] }),
    createFileSystemWatcher: () => ({ onDidCreate: on('created'), onDidChange: on('changedOnDisk'), onDidDelete: on('deleted'), dispose() {} }),
    onDidOpenTextDocument: on('open'), onDidChangeTextDocument: on('change'), onDidCloseTextDocument: on('close'), onDidSaveTextDocument: on('save'),
    onWillRenameFiles: on('willRename'), onDidChangeWorkspaceFolders: on('folders'), onDidChangeConfiguration: on('configuration'),
  },
  commands: {
    registerCommand: (name, run) => {
      events[name] = run;
      return { dispose() {} };
    },
  },
};
