// The engine at its work, apart from the page so that the page never waits. It is handed the engine once, then requests.
"use strict";

const NO_SUCH_CALL = 52;
let compiled = null;
let engine = null;

/** What the engine asks of the machine that it believes it runs on: a clock, chance, and a place for its last words. */
function machine(memory) {
  const view = () => new DataView(memory().buffer);
  const known = {
    random_get(at, length) {
      for (let done = 0; done < length; done += 65536) {
        crypto.getRandomValues(new Uint8Array(memory().buffer, at + done, Math.min(65536, length - done)));
      }
      return 0;
    },
    clock_time_get(clock, precision, at) {
      const nanoseconds = clock === 0 ? BigInt(Date.now()) * 1_000_000n : BigInt(Math.round(performance.now() * 1e6));
      view().setBigUint64(at, nanoseconds, true);
      return 0;
    },
    environ_sizes_get(number, length) {
      view().setUint32(number, 0, true);
      view().setUint32(length, 0, true);
      return 0;
    },
    environ_get: () => 0,
    fd_write(file, parts, number, written) {
      let length = 0;
      for (let part = 0; part < number; part += 1) length += view().getUint32(parts + part * 8 + 4, true);
      view().setUint32(written, length, true);
      return 0;
    },
    sched_yield: () => 0,
    proc_exit() {
      throw new WebAssembly.RuntimeError("the engine ended");
    },
  };
  return new Proxy(known, { get: (calls, name) => calls[name] ?? (() => NO_SUCH_CALL) });
}

async function begin() {
  let exports = null;
  const calls = machine(() => exports.memory);
  const imports = {};
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    imports[module] ??= {};
    imports[module][name] = calls[name];
  }
  exports = (await WebAssembly.instantiate(compiled, imports)).exports;
  exports._initialize?.();
  engine = exports;
}

async function compile({ base64, form }) {
  const letters = atob(base64);
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const body = new Blob([bytes]).stream();
  const whole = form === "gzip" ? body.pipeThrough(new DecompressionStream("gzip")) : body;
  compiled = await WebAssembly.compile(await new Response(whole).arrayBuffer());
  await begin();
}

function answer(request) {
  const bytes = new TextEncoder().encode(request);
  const at = engine.reserve(bytes.length);
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
  const found = engine.answer_request();
  const view = new DataView(engine.memory.buffer);
  const [status, length] = [view.getUint32(found, true), view.getUint32(found + 4, true)];
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(engine.memory.buffer, found + 8, length));
  engine.forget();
  return { status, text };
}

// One after the other: an engine that has stopped is begun anew before the next request.
let last = Promise.resolve();
onmessage = ({ data }) => {
  last = last.then(async () => {
    try {
      if (data.base64 !== undefined) return await compile(data);
      if (engine === null) await begin();
      postMessage({ id: data.id, ...answer(data.request) });
    } catch (error) {
      engine = null;
      const message = compiled === null ? `the engine cannot be started in this browser: ${error.message}` : "";
      postMessage({ id: data.id, status: 2, text: message });
    }
  });
};
