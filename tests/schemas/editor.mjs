// Opens a file in yaml-language-server, as an editor does, and prints as JSON what it offers and shows at each place, and what
// it finds wrong: `node editor.mjs SERVER FILE LINE:COLUMN...`, both counted from 1.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [program, file, ...places] = process.argv.slice(2);
const uri = pathToFileURL(resolve(file)).href;
const server = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
const waiting = new Map();
let received = Buffer.alloc(0);
let told;
const wrong = new Promise((done) => { told = done; });

function send(message) {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function ask(method, params) {
  return new Promise((done) => {
    const id = waiting.size + 1;
    waiting.set(id, done);
    send({ id, method, params });
  });
}

function take(message) {
  if (message.method === 'workspace/configuration') {
    const settings = { hover: true, completion: true, validate: true, schemaStore: { enable: false } };
    send({ id: message.id, result: message.params.items.map((item) => (item.section === 'yaml' ? settings : {})) });
  } else if (message.method === 'textDocument/publishDiagnostics') {
    told(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (message.id !== undefined) {
    waiting.get(message.id)?.(message.result);
  }
}

server.stdout.on('data', (data) => {
  received = Buffer.concat([received, data]);
  for (;;) {
    const head = received.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/.exec(received.subarray(0, Math.max(head, 0)).toString())?.[1]);
    if (head < 0 || received.length < head + 4 + length) return;
    const message = JSON.parse(received.subarray(head + 4, head + 4 + length).toString());
    received = received.subarray(head + 4 + length);
    take(message);
  }
});

const completionItem = { snippetSupport: true, documentationFormat: ['markdown'] };
const capabilities = { workspace: { configuration: true }, textDocument: { completion: { completionItem } } };
await ask('initialize', { processId: process.pid, rootUri: null, capabilities });
send({ method: 'initialized', params: {} });
const textDocument = { uri, languageId: 'yaml', version: 1, text: readFileSync(file, 'utf8') };
send({ method: 'textDocument/didOpen', params: { textDocument } });
const found = { places: {}, wrong: [] };
for (const place of places) {
  const [line, column] = place.split(':').map(Number);
  const at = { textDocument: { uri }, position: { line: line - 1, character: column - 1 } };
  const offered = await ask('textDocument/completion', at);
  const shown = await ask('textDocument/hover', at);
  found.places[place] = { offered: (offered?.items ?? []).map((item) => item.label), shown: shown?.contents?.value ?? '' };
}
found.wrong = (await wrong).map((one) => `${one.range.start.line + 1}: ${one.message}`);
console.log(JSON.stringify(found));
server.kill();
