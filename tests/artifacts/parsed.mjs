// parsed.mjs FILE...: reads each AsyncAPI document with the specification's own parser, files that it refers to included,
// and writes one line of JSON for each: the file, its messages, and what is wrong or minded beyond a hint.
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.ARCHGEN_VALIDATORS}/npm/node_modules/@asyncapi/parser/package.json`);
const { Parser, fromFile } = require('@asyncapi/parser');

// What the parser minds and we accept: the design asks for 3.0.
const ACCEPTED = ['asyncapi-latest-version'];

for (const file of process.argv.slice(2)) {
  const { document, diagnostics } = await fromFile(new Parser(), file).parse();
  const minded = diagnostics.filter((one) => one.severity < 2 || !ACCEPTED.includes(one.code)).map((one) => `${one.code}: ${one.message}`);
  const messages = document?.messages().all().map((one) => [one.name(), Object.keys(one.payload().json().properties)]) ?? [];
  console.log(JSON.stringify({ file, messages: Object.fromEntries(messages), minded }));
}
