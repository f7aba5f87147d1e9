import type { CtmlLeaf, CtmlNode, CtmlTrial } from '../../domain/criteria/exchange/ctml/grammar.js';
import { comparison, isNegated, signed } from '../../domain/criteria/exchange/ctml/value.js';

/** A query in MongoDB's language over one joined patient; what MatchMiner asks its database, in one piece. */
export type MongoQuery = Record<string, unknown>;

export interface QueryContext {
  names: Record<string, string[]>;
  asOf: string;
}

/** A trial matches where any of its levels does; levels without criteria match nobody. */
export const trialQuery = (trial: CtmlTrial, context: QueryContext): MongoQuery => ({
  $or: trial.levels
    .filter((level) => level.match.length > 0)
    .map((level) => ({ $and: level.match.map((node) => nodeQuery(node, context)) })),
});

function nodeQuery(node: CtmlNode, context: QueryContext): MongoQuery {
  if (node.node !== 'leaf')
    return { [node.node === 'and' ? '$and' : '$or']: node.members.map((member) => nodeQuery(member, context)) };
  return node.label === 'clinical' ? clinicalQuery(node.leaf, context) : genomicQuery(node.leaf);
}

const IGNORED = new Set(['her2_status', 'er_status', 'pr_status', 'disease_status']);
const MONGO = { '==': '$eq', '<=': '$lte', '>=': '$gte', '<': '$lt', '>': '$gt' } as const;
/** An age limit is a limit on the birth date, the other way round. */
const BORN = { '==': '$eq', '<=': '$gte', '>=': '$lte', '<': '$gt', '>': '$lt' } as const;

function clinicalQuery(leaf: CtmlLeaf, { names, asOf }: QueryContext): MongoQuery {
  const parts = Object.entries(leaf)
    .filter(([key]) => !IGNORED.has(key))
    .map(([key, value]): MongoQuery => {
      const { text, negated } = signed(value);
      const compared = comparison(text);
      switch (key) {
        case 'age_numerical':
          if (!compared) throw new Error(`age ${text}`);
          return {
            birthDateInt: { [BORN[compared.operator]]: Number(asOf.replaceAll('-', '')) - compared.value * 10_000 },
          };
        case 'tmb_numerical':
          if (!compared) throw new Error(`tmb ${text}`);
          return { tmb: { [MONGO[compared.operator]]: compared.value, $ne: null } };
        case 'gender':
          return { gender: text };
        case 'oncotree_primary_diagnosis':
          return { diagnosis: { [negated ? '$nin' : '$in']: names[text] ?? [text] } };
        default:
          throw new Error(`clinical key ${key}`);
      }
    });
  return { $and: parts };
}

const CALLS: Record<string, string> = {
  'High Amplification': 'High level amplification',
  'Low Amplification': 'Gain',
  'Homozygous Deletion': 'Homozygous deletion',
  'Heterozygous Deletion': 'Heterozygous deletion',
};
const REPAIR: Record<string, string> = {
  'MMR-Deficient': 'Deficient (MMR-D / MSI-H)',
  'MSI-H': 'Deficient (MMR-D / MSI-H)',
  'MMR-Proficient': 'Proficient (MMR-P / MSS)',
  'MSI-L': 'Proficient (MMR-P / MSS)',
  MSS: 'Proficient (MMR-P / MSS)',
};

function genomicQuery(leaf: CtmlLeaf): MongoQuery {
  const values = new Map(Object.entries(leaf).map(([key, value]) => [key, signed(value).text]));
  const isSv = values.get('variant_category') === 'Structural Variation';
  const found = isSv ? structuralQuery(values) : { genomic: { $elemMatch: variantQuery(values) } };
  return isNegated(leaf) ? { $nor: [found] } : found;
}

function variantQuery(values: ReadonlyMap<string, string>): MongoQuery {
  const query: MongoQuery = {};
  const signature = [...values.keys()].some(
    (key) => key.endsWith('_signature') || key === 'mmr_status' || key === 'ms_status',
  );
  for (const [key, text] of values)
    switch (key) {
      case 'hugo_symbol':
        if (!signature) query['HARMONIZED_HUGO_SYMBOL'] = text;
        break;
      case 'variant_category':
        query['VARIANT_CATEGORY'] = text === 'Any Variation' ? { $in: ['MUTATION', 'CNV'] } : text === 'Copy Number Variation' ? 'CNV' : text.toUpperCase(); // prettier-ignore
        break;
      case 'protein_change':
        query['HARMONIZED_PROTEIN_CHANGE'] = text;
        break;
      case 'wildcard_protein_change':
        query['HARMONIZED_PROTEIN_CHANGE'] = { $regex: new RegExp(`^${text}[ACDEFGHIKLMNPQRSTVWY]$`, 'i') };
        break;
      case 'variant_classification':
        query['HARMONIZED_VARIANT_CLASSIFICATION'] = text;
        break;
      case 'cnv_call':
        query['CNV_CALL'] = CALLS[text] ?? text;
        break;
      case 'mmr_status':
      case 'ms_status':
        query['MMR_STATUS'] = REPAIR[text] ?? text;
        break;
      case 'display_name':
        break;
      default: {
        if (!key.endsWith('_signature')) throw new Error(`genomic key ${key}`);
        query[key.toUpperCase().replace('_SIGNATURE', '_STATUS')] = text;
      }
    }
  return query;
}

/** Two paths by the day of the report, as MatchMiner has them: structured partners, or the gene in a comment. */
function structuralQuery(values: ReadonlyMap<string, string>): MongoQuery {
  const left = values.get('hugo_symbol');
  const right = values.get('fusion_partner_hugo_symbol');
  const side = (gene: string): unknown => {
    const folded = gene.toLowerCase();
    return folded === 'intergenic' ? null : folded === 'any_gene' ? { $ne: null } : gene;
  };
  const order = (first: string, second: string): MongoQuery => ({
    VARIANT_CATEGORY: 'SV',
    ...(left !== undefined && { [first]: side(left) }),
    ...(right !== undefined && { [second]: side(right) }),
  });
  const [forward, backward] = ['HARMONIZED_LEFT_PARTNER_GENE', 'HARMONIZED_RIGHT_PARTNER_GENE'] as const;
  const structured = { $or: [{ genomic: { $elemMatch: order(forward, backward) } }, { genomic: { $elemMatch: order(backward, forward) } }] }; // prettier-ignore
  const comment = new RegExp(`(.*\\W${left}\\W.*)|(^${left}\\W.*)|(.*\\W${left}$)`, 'i');
  const unstructured = {
    genomic: { $elemMatch: { VARIANT_CATEGORY: 'SV', STRUCTURAL_VARIANT_COMMENT: { $regex: comment } } },
  };
  return {
    $or: [
      { structuredSv: true, ...structured },
      { structuredSv: false, ...unstructured },
    ],
  };
}
