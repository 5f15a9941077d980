// mocked.mjs FILE...: serves each OpenAPI document by Prism and sends every operation a request made of its own examples,
// then the same without a sign-in and without the headers that it needs. Writes one line of JSON a request.
// Prism serves the paths themselves, without the base of a relative server.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(`${process.env.ARCHGEN_VALIDATORS}/npm/node_modules/@stoplight/prism-cli/package.json`);
const { createServer } = require('@stoplight/prism-http-server');
const { getHttpOperationsFromSpec } = require('@stoplight/prism-http');
const { createLogger } = require('@stoplight/prism-core');
const yaml = require('yaml');

const SIGNED = ['cookie', 'authorization', 'api-key', 'signature'];
const NEEDED = ['If-Match', 'Idempotency-Key'];
const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const logger = createLogger('mock', { level: 'silent' });

for (const file of process.argv.slice(2)) {
  const document = yaml.parse(readFileSync(file, 'utf8'));
  const server = createServer(await getHttpOperationsFromSpec(file), {
    components: { logger },
    config: { mock: { dynamic: false }, validateRequest: true, validateResponse: true, checkSecurity: true, errors: true, isProxy: false },
    cors: false,
  });
  const address = await server.listen(0, '127.0.0.1');
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter((name) => item[name])) {
      const { headers, ...asked } = request(document, item, method);
      for (const [as, sent] of Object.entries({ whole: headers, unsigned: without(headers, SIGNED), bare: without(headers, NEEDED) })) {
        const answer = await fetch(address + addressed(path, item, item[method]), { ...asked, headers: sent });
        const said = await answer.text();
        console.log(JSON.stringify({ file, operation: item[method].operationId, as, status: answer.status, said: answer.ok ? '' : said }));
      }
    }
  }
  await server.close();
}

function without(headers, names) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function addressed(path, item, operation) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(example(find(item.parameters, name).schema)));
  const asked = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.required);
  return filled + (asked.length ? `?${new URLSearchParams(asked.map((one) => [one.name, example(one.schema)]))}` : '');
}

function request(document, item, method) {
  const operation = item[method];
  const headers = { accept: '*/*', cookie: 'session=A7K2M9', authorization: 'Bearer A7K2M9', 'api-key': 'A7K2M9', signature: 'A7K2M9' };
  for (const one of (operation.parameters ?? []).map((each) => resolved(document, each))) {
    if (one.in === 'header' && one.required) headers[one.name] = example(one.schema);
  }
  if (!operation.requestBody) return { method: method.toUpperCase(), headers };
  const [type, media] = Object.entries(operation.requestBody.content)[0];
  return { method: method.toUpperCase(), headers: { ...headers, 'content-type': type }, body: JSON.stringify(made(document, media.schema)) };
}

function made(document, pointed) {
  const schema = resolved(document, pointed);
  if (schema.type === 'object') {
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, made(document, one)]));
  }
  if (schema.type === 'array' && !schema.examples) return [made(document, schema.items)];
  return example(schema);
}

function example(schema) {
  return schema.examples?.[0] ?? (schema.type === 'string' ? 'A7K2M9' : schema.type === 'boolean' ? true : 1);
}

function resolved(document, node) {
  return node.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], document) : node;
}

function find(parameters, name) {
  return parameters.find((one) => one.name === name);
}
