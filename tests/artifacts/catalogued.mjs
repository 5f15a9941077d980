// catalogued.mjs FILE...: reads each catalogue file with Backstage's own catalog-model, and writes one line of JSON for
// each: the file, its entities by reference, what refuses one, and the references that lead to none of them.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(`${process.env.ARCHGEN_VALIDATORS}/npm/package.json`);
const model = require('@backstage/catalog-model');
const yaml = require('yaml');

const KINDS = [model.groupEntityV1alpha1Validator, model.systemEntityV1alpha1Validator, model.componentEntityV1alpha1Validator, model.resourceEntityV1alpha1Validator, model.apiEntityV1alpha1Validator];
const policy = model.EntityPolicies.allOf([new model.DefaultNamespaceEntityPolicy(), new model.FieldFormatEntityPolicy(), new model.NoForeignRootFieldsEntityPolicy(), new model.SchemaValidEntityPolicy()]);

for (const file of process.argv.slice(2)) {
  const refused = [];
  const entities = [];
  for (const document of yaml.parseAllDocuments(readFileSync(file, 'utf8'))) {
    const entity = document.toJS();
    try {
      entities.push(await policy.enforce(entity));
      const read = substituted(entity);
      const checked = await Promise.all(KINDS.map((kind) => kind.check(read)));
      if (!checked.includes(true)) refused.push(`${entity.kind} is no kind that is known`);
    } catch (problem) {
      refused.push(`${entity?.kind} ${entity?.metadata?.name}: ${problem.message}`);
    }
  }
  const names = entities.map((entity) => model.stringifyEntityRef(entity));
  const lost = entities.flatMap(pointed).filter((name) => !names.includes(name));
  console.log(JSON.stringify({ file, names, refused, lost }));
}

// What Backstage reads in the place of `$text` before it validates.
function substituted(entity) {
  return entity.spec.definition ? { ...entity, spec: { ...entity.spec, definition: 'text' } } : entity;
}

function pointed({ spec }) {
  const as = (defaultKind, names) => [names ?? []].flat().map((name) => model.stringifyEntityRef(model.parseEntityRef(name, { defaultKind, defaultNamespace: 'default' })));
  return [...as('group', spec.owner), ...as('group', spec.children), ...as('group', spec.parent), ...as('system', spec.system), ...as('api', spec.providesApis), ...as('api', spec.consumesApis), ...as('component', spec.dependsOn)];
}
