import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Topic {
  number: string;
  disease: string;
  genes: string;
  demographic: string;
  other: string;
}

const element = (name: string, xml: string): string => {
  const start = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`);
  return start === -1 || end === -1 ? '' : xml.slice(start + name.length + 2, end).trim();
};

/** The topics of TREC Precision Medicine 2017: a disease, altered genes, age and sex, comorbidities. */
export function readTopics(sharedData: string): Topic[] {
  const xml = readFileSync(join(sharedData, 'benchmarks/trec-pm-2017/topics2017.xml'), 'utf8');
  return xml
    .split('<topic number="')
    .slice(1)
    .map((part) => ({
      number: part.slice(0, part.indexOf('"')),
      disease: element('disease', part),
      genes: element('gene', part),
      demographic: element('demographic', part),
      other: element('other', part),
    }));
}

/** Relevance by topic and trial: 2 definitely, 1 partially, 0 not. */
export function readJudgments(sharedData: string): Map<string, Map<string, number>> {
  const file = join(sharedData, 'benchmarks/trec-pm-2017/qrels-treceval-clinical_trials.2017.txt');
  const judged = new Map<string, Map<string, number>>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [topic = '', , trial = '', grade] = line.trim().split(/\s+/);
    if (grade === undefined) continue;
    const trials = judged.get(topic) ?? new Map<string, number>();
    judged.set(topic, trials.set(trial, Number(grade)));
  }
  return judged;
}
