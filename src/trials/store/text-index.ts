import type { DataSource, EntityManager } from 'typeorm';
import { chunks } from '../../database/chunks.js';

export interface TextEntry {
  number: number;
  title: string;
  body: string;
}

/** A condition on `trial.number` with its parameters, to be put into a search. */
export interface TextCondition {
  sql: string;
  parameters: Record<string, string>;
}

/** Full-text search over trials, in whatever way the database offers. */
export interface TextIndex {
  replace(manager: EntityManager, entries: readonly TextEntry[]): Promise<void>;
  remove(manager: EntityManager, numbers: readonly number[]): Promise<void>;
  /** SQL of a trial's rank for the words of the condition: smaller is better. */
  readonly rank: string;
  /** Trials that hold all words; a trailing `*` makes a word a prefix. Undefined where the text holds no word. */
  condition(text: string): TextCondition | undefined;
}

const word = /[\p{L}\p{N}]+\*?/gu;
const wordsOf = (text: string): string[] => [...text.matchAll(word)].slice(0, 32).map(([found]) => found);

/** SQLite FTS5, contentless: the words are indexed, the text itself is in the raw record. */
class Fts5Index implements TextIndex {
  /** A word in a title counts for ten in a text. */
  readonly rank =
    '(SELECT bm25(trial_text, 10.0, 1.0) FROM trial_text WHERE trial_text MATCH :words AND rowid = trial.number)';

  async replace(manager: EntityManager, entries: readonly TextEntry[]): Promise<void> {
    await this.remove(
      manager,
      entries.map(({ number }) => number),
    );
    for (const { number, title, body } of entries)
      await manager.query('INSERT INTO trial_text(rowid, title, body) VALUES (?, ?, ?)', [number, title, body]);
  }

  async remove(manager: EntityManager, numbers: readonly number[]): Promise<void> {
    for (const some of chunks(numbers, 500))
      await manager.query(`DELETE FROM trial_text WHERE rowid IN (${some.map(() => '?').join(',')})`, some);
  }

  condition(text: string): TextCondition | undefined {
    const words = wordsOf(text);
    if (words.length === 0) return undefined;
    // Quoted, so that no word is read as an operator of the query language.
    const query = words.map((found) => (found.endsWith('*') ? `"${found.slice(0, -1)}"*` : `"${found}"`)).join(' ');
    return {
      sql: 'trial.number IN (SELECT rowid FROM trial_text WHERE trial_text MATCH :words)',
      parameters: { words: query },
    };
  }
}

/** PostgreSQL tsvector, English stemming. */
class TsvectorIndex implements TextIndex {
  readonly rank =
    "(SELECT -ts_rank(text.words, to_tsquery('english', :words))::float8 FROM trial_text text WHERE text.number = trial.number)";

  async replace(manager: EntityManager, entries: readonly TextEntry[]): Promise<void> {
    for (const { number, title, body } of entries)
      await manager.query(
        `INSERT INTO trial_text(number, words)
         VALUES ($1, setweight(to_tsvector('english', $2), 'A') || to_tsvector('english', $3))
         ON CONFLICT (number) DO UPDATE SET words = excluded.words`,
        [number, title, body],
      );
  }

  async remove(manager: EntityManager, numbers: readonly number[]): Promise<void> {
    await manager.query('DELETE FROM trial_text WHERE number = ANY($1)', [[...numbers]]);
  }

  condition(text: string): TextCondition | undefined {
    const words = wordsOf(text);
    if (words.length === 0) return undefined;
    const query = words.map((found) => (found.endsWith('*') ? `${found.slice(0, -1)}:*` : found)).join(' & ');
    return {
      sql: `trial.number IN (SELECT number FROM trial_text WHERE words @@ to_tsquery('english', :words))`,
      parameters: { words: query },
    };
  }
}

export const textIndexOf = (dataSource: DataSource): TextIndex =>
  dataSource.options.type === 'postgres' ? new TsvectorIndex() : new Fts5Index();
