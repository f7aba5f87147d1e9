import { beforeAll, expect, it } from 'vitest';
import { describeWithSharedData, sharedPath } from '../../../test/support/shared-data.js';
import { benchmark } from './extraction.js';
import type { Recall } from './recall.js';
import type { ReceptorFigures } from './receptors.js';

interface Figures {
  extraction: Record<string, { recall: Record<string, Recall>; refused: string[] }>;
  receptors: ReceptorFigures;
  guideExamples: Record<string, { files: number; refused: string[]; withoutAnswer: string[] }>;
}

describeWithSharedData('extraction from the development data', () => {
  let figures: Figures;
  beforeAll(async () => {
    figures = (await benchmark.run({ seconds: 0.01, sharedData: sharedPath('') })) as unknown as Figures;
  });

  it('finds every element in every record that holds it', () => {
    const { extraction } = figures;
    const short = Object.entries(extraction).flatMap(([set, { recall }]) =>
      Object.entries(recall).flatMap(([element, { records, resources }]) =>
        records[0] < records[1] || resources[0] < resources[1] ? [`${set} ${element} ${resources.join('/')}`] : [],
      ),
    );
    expect(short).toEqual([]);
    expect(extraction['codex']?.refused).toEqual(['ctms-patient_data_empty-cgv.json: noPatient']);
  });

  it('gives the receptor status of every staged Synthea patient and none for the others', () => {
    const { receptors } = figures;
    expect(receptors).toMatchObject({ staged: 57, unstaged: 13, positive: { ESR1: 48, PGR: 39, ERBB2: 6 } });
    expect(receptors.right).toEqual({ ESR1: 57, PGR: 57, ERBB2: 57 });
    expect(receptors.absent).toEqual({ ESR1: 13, PGR: 13, ERBB2: 13 });
  });

  it('answers for every variant, signature and marker among the examples of the guides', () => {
    const { guideExamples } = figures;
    expect(guideExamples['mcode-stu4-examples']).toMatchObject({ files: 179, refused: [], withoutAnswer: [] });
    expect(guideExamples['genomics-reporting-examples']).toMatchObject({ files: 204, refused: [], withoutAnswer: [] });
  });
});
