/** A matched trial: its ResearchStudy, and what the search says of it, both as JSON text in UTF-8. */
export interface MatchedStudy {
  id: string;
  study: Uint8Array;
  search: Uint8Array;
}

/**
 * The searchset of matched studies as JSON text in UTF-8; `total` counts all matches, also those beyond this page. All but the
 * frame is ready-made: an answer has half a megabyte, of which nothing is to be written or encoded twice.
 */
export function matchBundle(studies: readonly MatchedStudy[], total: number, baseUrl: string): Buffer {
  const link = JSON.stringify([{ relation: 'self', url: `${baseUrl}/ResearchStudy/$match` }]);
  const parts: Uint8Array[] = [
    Buffer.from(`{"resourceType":"Bundle","type":"searchset","total":${total},"link":${link},"entry":[`),
  ];
  for (const [i, { id, study, search }] of studies.entries()) {
    const fullUrl = JSON.stringify(`${baseUrl}/ResearchStudy/${id}`);
    parts.push(Buffer.from(`${i > 0 ? ',' : ''}{"fullUrl":${fullUrl},"resource":`), study, SEARCH, search, END);
  }
  parts.push(Buffer.from(']}'));
  return Buffer.concat(parts);
}

const SEARCH = Buffer.from(',"search":');
const END = Buffer.from('}');
