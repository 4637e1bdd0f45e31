// Compiles each schema with ajv in strict mode, in which whatever it is not sure about is an error, and holds documents
// against the first of them: `node strict.mjs AJV SCHEMA... -- DOCUMENT...`. Prints, as JSON, what is wrong with each.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [ajv, ...rest] = process.argv.slice(2);
const { default: Ajv } = await import(pathToFileURL(`${ajv}/dist/2020.js`));
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const schemas = rest.slice(0, rest.indexOf('--'));
const documents = rest.slice(rest.indexOf('--') + 1);
const found = {};
let first;
for (const file of schemas) {
  try {
    const validate = new Ajv({ strict: true, allErrors: true }).compile(read(file));
    first ??= validate;
    found[file] = [];
  } catch (error) {
    found[file] = [error.message];
  }
}
for (const file of documents) {
  found[file] = first(read(file)) ? [] : first.errors.map((error) => `${error.instancePath} ${error.message}`);
}
console.log(JSON.stringify(found));
