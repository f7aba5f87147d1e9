// Writes seeds/patients/: sample records as their sources published them, one Bundle per file (see seeds/PROVENANCE.md).
// Usage: ELIGO_SHARED_DATA=../shared/data node scripts/make-patient-seeds.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const shared = join(process.env.ELIGO_SHARED_DATA ?? '../shared/data', 'patients');
const target = 'seeds/patients';

const files = {
  'mcode-jenny-m': 'mcode-stu4-by-patient/cancer-patient-jenny-m.json',
  'mcode-john-anyperson': 'mcode-stu4-by-patient/cancer-patient-john-anyperson.json',
  'mcode-brian-l': 'mcode-stu4-by-patient/cancer-patient-brian-l.json',
  'mcode-adam-everyman': 'mcode-stu4-by-patient/cancer-patient-adam-everyman.json',
  'mcode-eve-anyperson': 'mcode-stu4-by-patient/cancer-patient-eve-anyperson.json',
  'mcode-lucy-child': 'mcode-stu4-by-patient/cancer-patient-lucy-child.json',
  'mcode-adam-anyperson-genomics': 'mcode-stu4-by-patient/gx-cancer-patient-adam-anyperson.json',
  'stu1-trial-matching-02': 'codex/TrialMatching_Patient02.json',
  'stu1-trial-matching-long-history': 'codex/TrialMatching_Patient_LongHistory.json',
};

// Chosen for a plausible adult age at diagnosis: most Synthea breast records have children with breast cancer.
const synthea = {
  'synthea-breast-stage-1a-ten-years': [
    'synthea-breast-10y',
    'Arlena205_Skiles927_2e2688bb-bdbf-e0a4-eba0-0ba4c8d74146.json',
  ],
  'synthea-breast-stage-2b': ['synthea-mixed', '59de0d88-e84d-4c2b-8c9b-12167eb03949.json'],
  'synthea-breast-male-stage-1a': ['synthea-mixed', 'bae73dce-20fa-4a6a-8e46-b2ed541f9296.json'],
  'synthea-prostate-stage-2a': ['synthea-mixed', 'a708bca4-8fc9-4567-8c22-8b13d44f4f45.json'],
  'synthea-colon-stage-3c': ['synthea-mixed', '73ccae2b-09be-48be-b6f8-320bc4df146a.json'],
  'synthea-colon-stage-4a': ['synthea-mixed', 'eaa47c11-c363-48a2-b6d6-7382de05bec5.json'],
};

mkdirSync(target, { recursive: true });
for (const [name, file] of Object.entries(files))
  writeFileSync(join(target, `${name}.json`), readFileSync(join(shared, file)));
for (const [name, [set, file]] of Object.entries(synthea)) {
  const lines = gunzipSync(readFileSync(join(shared, `${set}.ndjson.gz`)))
    .toString('utf8')
    .split('\n');
  const line = lines.find((one) => one.includes(`"file": "${file}"`) || one.includes(`"file":"${file}"`));
  writeFileSync(join(target, `${name}.json`), `${JSON.stringify(JSON.parse(line).bundle)}\n`);
}
