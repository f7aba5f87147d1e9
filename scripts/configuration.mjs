// Writes docs/configuration.md from the configuration's schema, or with --check tells whether it still is what the code says.
import { readFileSync, writeFileSync } from 'node:fs';
import { environmentSchema } from '../dist/config/app-config.js';

const file = new URL('../docs/configuration.md', import.meta.url);
const rows = Object.entries(environmentSchema.shape).map(([name, field]) => {
  const { success, data } = field.safeParse(undefined);
  const byDefault =
    success && data !== undefined && !(Array.isArray(data) && data.length === 0) && typeof data !== 'number';
  const port = name === 'PORT' ? `\`${data}\`` : '';
  return `| \`${name}\` | ${byDefault ? `\`${data}\`` : port} | ${field.description ?? ''} |`;
});
const text = `# Configuration

Settings come from the environment or from \`.env\` in the project's folder. Nothing needs to be set. A wrong value stops the start with
one message that names every setting that is wrong. Generated from \`src/config/app-config.ts\` by \`npm run schema\`.

| setting | default | meaning |
|---|---|---|
${rows.join('\n')}
`;
if (process.argv[2] !== '--check') writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('docs/configuration.md is not what the code says: run `npm run schema` and commit it');
  process.exit(1);
}
