import type { Topic } from './topics.js';

export interface SearchText {
  id: string;
  text: string;
}

/** SQLite FTS5 with the Porter stemmer: all words of disease and gene OR-ed, ordered by BM25. */
export async function bm25Peer(texts: readonly SearchText[]): Promise<(topic: Topic) => string[]> {
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(':memory:');
  database.exec("CREATE VIRTUAL TABLE trial USING fts5(id UNINDEXED, text, tokenize = 'porter')");
  const insert = database.prepare('INSERT INTO trial (id, text) VALUES (?, ?)');
  database.transaction(() => texts.forEach(({ id, text }) => insert.run(id, text)))();
  const search = database.prepare('SELECT id FROM trial WHERE trial MATCH ? ORDER BY bm25(trial), id');
  return ({ disease, genes }) => {
    const words = `${disease} ${genes}`.match(/[A-Za-z0-9]+/g) ?? [];
    return (search.all(words.map((word) => `"${word}"`).join(' OR ')) as { id: string }[]).map(({ id }) => id);
  };
}
