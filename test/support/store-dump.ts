import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';

type Row = Record<string, unknown>;

/** When something was written differs between runs; everything else must not. */
const moments = new Set(['createdAt', 'updatedAt', 'fetchedAt']);

const plain = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => {
      if (moments.has(key)) return [];
      return [[key, value instanceof Buffer ? createHash('sha256').update(value).digest('hex') : value]];
    }),
  );

/** Everything stored of each trial, as one text per trial: two stores are equal if these are. */
export async function dumpTrials(dataSource: DataSource): Promise<Map<string, string>> {
  const all = async (sql: string): Promise<Row[]> => (await dataSource.query<Row[]>(sql)).map(plain);
  const trials = await all('SELECT * FROM trial ORDER BY id');
  const parts: [string, Row[]][] = [
    ['source', await all('SELECT * FROM trial_source ORDER BY registry, "registryId"')],
    [
      'version',
      await all(
        `SELECT s."trialId", v.*, r.bytes, r.content AS raw, d.structurer, d.vocabulary, d.content AS document
         FROM trial_version v JOIN trial_source s ON s.registry = v.registry AND s."registryId" = v."registryId"
         LEFT JOIN raw_record r ON r.sha256 = v.sha256 LEFT JOIN eligibility_document d ON d."versionId" = v.id
         ORDER BY v.registry, v."registryId", v.sequence`,
      ),
    ],
    ['site', await all('SELECT * FROM trial_site ORDER BY "trialId", ordinal')],
    ['identifier', await all('SELECT * FROM trial_identifier ORDER BY "trialId", scheme, value')],
    ['term', await all('SELECT * FROM trial_term ORDER BY "trialId", kind, code')],
    ['text', await all('SELECT t.id AS "trialId" FROM trial_text x JOIN trial t ON t.number = x.rowid ORDER BY t.id')],
  ];
  const dump = new Map(trials.map((trial): [string, unknown[]] => [String(trial['id']), [trial]]));
  for (const [part, rows] of parts)
    for (const row of rows) {
      const id = String(row['trialId']);
      const own = dump.get(id) ?? [];
      own.push([part, row]);
      dump.set(id, own);
    }
  return new Map([...dump].map(([id, rows]) => [id, JSON.stringify(rows)]));
}
