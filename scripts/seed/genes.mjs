// Writes seeds/terminology/hgnc/genes.tsv (symbol, NCBI gene id, aliases) from the development data's NCBI gene table.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const data = process.env.ELIGO_SHARED_DATA ?? '../shared/data';
const lines = readFileSync(`${data}/terminology/hgnc/ncbi_gene_symbols_aliases.tsv`, 'utf8')
  .trim()
  .split('\n')
  .slice(1);
const rows = lines.map((line) => {
  const [id, symbol, , , aliases = ''] = line.split('\t');
  const others = aliases.split('|').filter((alias) => alias !== '' && alias !== symbol);
  return [symbol, id, others.join('|')].join('\t');
});
rows.sort((a, b) => (a < b ? -1 : 1));
mkdirSync('seeds/terminology/hgnc', { recursive: true });
writeFileSync(
  'seeds/terminology/hgnc/genes.tsv',
  `# symbol, NCBI gene id, aliases; NCBI Gene of 2022-09-12, public domain; made by scripts/seed/genes.mjs\n${rows.join('\n')}\n`,
);
