import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface Resource {
  resourceType: string;
  id?: string;
  [element: string]: unknown;
}

/** One record of the development data: its resources, and the input as it came. */
export interface SharedRecord {
  file: string;
  input: unknown;
  resources: Resource[];
}

const withoutLineComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('//'))
    .join('\n');

type Container = Partial<Resource> & { entry?: { resource?: unknown }[] };

function resourcesIn(input: unknown): Resource[] {
  const items = (Array.isArray(input) ? input : [input]) as (Container | null)[];
  return items.flatMap((item) => {
    const { resourceType, entry } = item ?? {};
    if (resourceType === 'Bundle') return (entry ?? []).flatMap((one) => resourcesIn(one?.resource ?? []));
    return resourceType === undefined ? [] : [{ ...item, resourceType }];
  });
}

const record = (file: string, input: unknown): SharedRecord => ({ file, input, resources: resourcesIn(input) });

/** Records of an NDJSON file of `{file, bundle}` lines. */
export const lines = (shared: string, path: string): SharedRecord[] =>
  gunzipSync(readFileSync(join(shared, path)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { file, bundle } = JSON.parse(line) as { file: string; bundle: unknown };
      return record(file, bundle);
    });

/** Records of a folder, one per file. */
export const files = (shared: string, folder: string): SharedRecord[] =>
  readdirSync(join(shared, folder))
    .sort()
    .map((file) =>
      record(file, JSON.parse(withoutLineComments(readFileSync(join(shared, folder, file), 'utf8'))) as unknown),
    );

/** Single resources of an implementation guide, each beside a stand-in Patient where it brings none. */
export const examples = (shared: string, folder: string): SharedRecord[] =>
  files(shared, folder).map(({ file, input, resources }) => {
    const hasPatient = JSON.stringify(input).includes('"resourceType":"Patient"');
    return { file, input: hasPatient ? input : [{ resourceType: 'Patient', id: 'stand-in' }, input], resources };
  });
