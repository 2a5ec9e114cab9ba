'use strict';
// JSON-RPC over the standard input and output of a program.
const { spawn } = require('child_process');

class Connection {
  // `handlers` answer what the server asks and tells, by method; `ended` hears when the program is gone, with its code or an error.
  constructor(command, args, handlers, ended, log) {
    this.handlers = handlers;
    this.waiting = new Map();
    this.next = 1;
    this.input = Buffer.alloc(0);
    this.isOpen = true;
    this.server = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const end = (reason) => {
      if (!this.isOpen) return;
      this.isOpen = false;
      for (const { reject } of this.waiting.values()) reject(new Error('The language server is gone.'));
      this.waiting.clear();
      ended(reason);
    };
    this.server.on('error', end);
    this.server.on('exit', end);
    this.server.stdin.on('error', () => {});
    this.server.stderr.on('data', (data) => log(String(data)));
    this.server.stdout.on('data', (data) => this.read(data));
  }

  read(data) {
    this.input = Buffer.concat([this.input, data]);
    for (;;) {
      const end = this.input.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.input.toString('latin1', 0, end));
      const start = end + 4;
      if (!length || this.input.length < start + Number(length[1])) return;
      const message = JSON.parse(this.input.toString('utf8', start, start + Number(length[1])));
      this.input = this.input.subarray(start + Number(length[1]));
      this.take(message);
    }
  }

  async take(message) {
    if (message.method === undefined) {
      const asked = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (asked && message.error) asked.reject(new Error(message.error.message));
      else if (asked) asked.resolve(message.result);
      return;
    }
    const handler = this.handlers[message.method];
    if (message.id === undefined) return handler && handler(message.params);
    if (!handler) return this.write({ id: message.id, error: { code: -32601, message: 'There is no such method.' } });
    const result = await handler(message.params);
    this.write({ id: message.id, result: result === undefined ? null : result });
  }

  write(message) {
    if (!this.isOpen) return;
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }), 'utf8');
    this.server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.server.stdin.write(body);
  }

  notify(method, params) { this.write({ method, params }); }

  // `token` is the editor's own: a request that nobody waits for any more is taken back.
  request(method, params, token) {
    if (!this.isOpen) return Promise.reject(new Error('The language server is gone.'));
    const id = this.next;
    this.next += 1;
    this.write({ id, method, params });
    if (token) token.onCancellationRequested(() => this.waiting.has(id) && this.notify('$/cancelRequest', { id }));
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  async stop() {
    if (!this.isOpen) return;
    const gone = new Promise((resolve) => this.server.once('exit', resolve));
    // Who does not answer is ended.
    const timer = setTimeout(() => this.server.kill(), 2000);
    await this.request('shutdown').catch(() => {});
    this.notify('exit');
    await gone;
    clearTimeout(timer);
  }
}

module.exports = { Connection };
