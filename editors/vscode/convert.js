'use strict';
// What the protocol says, as the editor has it. Both count characters in UTF-16.
const vscode = require('vscode');

const position = (place) => new vscode.Position(place.line, place.character);
const range = (stretch) => new vscode.Range(position(stretch.start), position(stretch.end));
const location = (place) => new vscode.Location(vscode.Uri.parse(place.uri), range(place.range));
const place = (value) => ({ line: value.line, character: value.character });
const stretch = (value) => ({ start: place(value.start), end: place(value.end) });

function diagnostic(told) {
  const severity = [vscode.DiagnosticSeverity.Error, vscode.DiagnosticSeverity.Warning, vscode.DiagnosticSeverity.Information][told.severity - 1];
  const made = new vscode.Diagnostic(range(told.range), told.message, severity);
  made.source = told.source;
  made.code = told.code;
  made.tags = told.tags;
  made.relatedInformation = (told.relatedInformation || [])
    .map((note) => new vscode.DiagnosticRelatedInformation(location(note.location), note.message));
  return made;
}

// The protocol counts the kinds of completions and symbols from 1, the editor from 0.
function completion(told) {
  const item = new vscode.CompletionItem(told.label, told.kind - 1);
  item.detail = told.detail;
  item.documentation = told.documentation && new vscode.MarkdownString(told.documentation.value);
  item.filterText = told.filterText;
  item.sortText = told.sortText;
  item.range = range(told.textEdit.range);
  item.insertText = told.textEdit.newText;
  return item;
}

function symbol(told) {
  const made = new vscode.DocumentSymbol(told.name, told.detail || '', told.kind - 1, range(told.range), range(told.selectionRange));
  made.children = (told.children || []).map(symbol);
  return made;
}

function workspaceEdit(told) {
  const edit = new vscode.WorkspaceEdit();
  for (const change of told.documentChanges || []) {
    if (change.kind === 'rename') {
      edit.renameFile(vscode.Uri.parse(change.oldUri), vscode.Uri.parse(change.newUri), { overwrite: false });
    } else {
      for (const one of change.edits) edit.replace(vscode.Uri.parse(change.textDocument.uri), range(one.range), one.newText);
    }
  }
  return edit;
}

function action(told) {
  const kind = told.kind === 'source.fixAll' ? vscode.CodeActionKind.SourceFixAll : vscode.CodeActionKind.QuickFix;
  const made = new vscode.CodeAction(told.title, kind);
  made.edit = workspaceEdit(told.edit);
  made.isPreferred = told.isPreferred;
  made.diagnostics = (told.diagnostics || []).map(diagnostic);
  return made;
}

module.exports = { position, range, location, place, stretch, diagnostic, completion, symbol, workspaceEdit, action };
