import { describe, expect, it } from 'vitest';
import type { EligibilityDocument } from '../../src/domain/criteria/model.js';
import { exportCtml } from '../../src/domain/criteria/exchange/ctml/export.js';
import { importCtml } from '../../src/domain/criteria/exchange/ctml/import.js';
import { expandedNames } from '../../src/domain/criteria/exchange/ctml/names.js';
import { parseCtml } from '../../src/domain/criteria/exchange/ctml/parse.js';
import { patientContext, type World } from '../../src/domain/evaluation/patient-context.js';
import type { Profile } from '../../src/domain/patient/profile.js';
import { takesPatients } from '../../src/domain/matching/accrual.js';
import { CohortBlock } from '../../src/domain/matching/cohort/cohort-block.js';
import { judgeBlock } from '../../src/domain/matching/cohort/cohort.js';
import { MatchIndex } from '../../src/domain/matching/index/match-index.js';
import { explainTrial } from '../../src/domain/matching/explain-trial.js';
import { PatientSheet } from '../../src/domain/matching/patient-sheet.js';
import { judgeTrial } from '../../src/domain/matching/trial-verdict.js';
import { loadPriors } from '../../src/reference-data/priors.js';
import { SUITE_AS_OF, suiteProfiles, suiteRuns, suiteTrial } from '../support/ctml-suite.js';
import { emptyVocabulary } from '../support/empty-vocabulary.js';

const vocabulary = emptyVocabulary;
const priors = loadPriors();
const profiles = suiteProfiles();
const runs = suiteRuns();

const context = (profile: Profile, world: World) => patientContext(profile, { asOf: SUITE_AS_OF, world, vocabulary });

function indexOf(documents: readonly EligibilityDocument[]): MatchIndex {
  const index = new MatchIndex(vocabulary, priors);
  for (const document of documents) index.add(document);
  return index;
}

/** Patients whom no criterion excludes, by trial id: judged all together, and each alone. */
function matchedPatients(documents: EligibilityDocument[], patients: Profile[], openOnly: boolean) {
  const index = indexOf(documents);
  const contexts = patients.map((profile) => context(profile, 'closed'));
  const block = new CohortBlock(index, contexts);
  const options = { openScopesOnly: openOnly };
  return Object.fromEntries(
    index.trials().map((trial) => {
      if (openOnly && !takesPatients(trial.listing.status)) return [trial.document.trial.id, []];
      const sliced = judgeBlock(trial, block, priors, options).map(({ patient }) => patients[patient]?.patient ?? '');
      const single = contexts
        .filter((patient) => {
          const verdict = judgeTrial(trial, new PatientSheet(index, patient), priors, { briefly: true, ...options });
          return verdict !== undefined && verdict.grade !== 'certainly-not';
        })
        .map(({ profile }) => profile.patient);
      expect(sliced).toEqual(single);
      return [trial.document.trial.id, sliced.toSorted()];
    }),
  );
}

describe('the CTML conformance suite in the closed world', () => {
  it.each(
    runs.map((run) => [`${run.files.join(' + ')}, deceased ${run.deceased}, closed ${run.closed}`, run] as const),
  )('gives the recorded patients for every trial of %s', (_, run) => {
    const patients = profiles.filter((profile) => run.deceased || !profile.deceased);
    expect(matchedPatients(run.files.map(suiteTrial), patients, !run.closed)).toEqual(run.matched);
  });

  it('knows recorded matches of every group, so that the comparison is not of nothing', () => {
    expect(runs).toHaveLength(21);
    expect(runs.flatMap((run) => Object.values(run.matched)).filter((ids) => ids.length > 0)).toHaveLength(22);
  });

  it('matches nobody on a trial whose match is empty', () => {
    const trial = { protocol_no: 'x', treatment_list: { step: [{ step_code: '1', match: [], arm: [] }] } };
    expect(matchedPatients([importCtml(parseCtml(trial), expandedNames({}))], profiles, false)).toEqual({ x: [] });
  });
});

describe('the CTML conformance suite in the open world', () => {
  const unsettled = new Set(['missing', 'notTested', 'notCovered', 'ambiguousMapping']);
  const everything = runs.filter((run) => run.deceased && run.closed);

  it.each(everything.map((run) => [run.files.join(' + '), run] as const))(
    'never excludes a closed-world match of %s, and names what is missing or untested where it differs',
    (_, run) => {
      const index = indexOf(run.files.map(suiteTrial));
      for (const trial of index.trials()) {
        const matched = new Set(run.matched[trial.document.trial.id]);
        let differences = 0;
        for (const profile of profiles) {
          const sheet = new PatientSheet(index, context(profile, 'open'));
          const verdict = judgeTrial(trial, sheet, priors, { briefly: false });
          const where = `${trial.key} ${profile.patient}`;
          if (matched.has(profile.patient)) expect(verdict?.grade, where).not.toBe('certainly-not');
          else expect(verdict?.grade, where).not.toBe('certain');
          const agrees = matched.has(profile.patient) === (verdict?.grade === 'certain');
          if (agrees || verdict?.grade === 'certainly-not') continue;
          differences += 1;
          const open = explainTrial(trial, sheet).filter(
            ({ scope, outcome }) => outcome === 'UNKNOWN' && scope === verdict?.best.scope.id,
          );
          expect(open.length, where).toBeGreaterThan(0);
          for (const { reason } of open) expect(unsettled, where).toContain(reason);
        }
        if (run.files[0] === 'structured_sv') expect(differences).toBeGreaterThan(0);
      }
    },
  );
});

describe('CTML export', () => {
  const files = ['all_open', 'massive_match_clause', 'signatures', 'structured_sv', 'tmb', 'wildcard_protein_found'];

  it.each(files)('writes %s so that it matches the same patients when read again', (file) => {
    const document = suiteTrial(file);
    const { trial, lost } = exportCtml(document);
    const again = importCtml(parseCtml(JSON.parse(JSON.stringify(trial))), expandedNames({}));
    expect(lost).toEqual([]);
    expect(matchedPatients([again], profiles, false)).toEqual(matchedPatients([document], profiles, false));
  });

  it('says which criteria CTML cannot express instead of dropping them in silence', () => {
    const { trial: _, ...rest } = suiteTrial('tmb');
    const lab = { id: 'i9', section: 'inclusion', scope: 'all', text: 'ANC', requirement: 'hard', basis: 'curated', confidence: 1, when: { lab: { analyte: 'anc', min: { value: 1500, inclusive: true }, unit: '/mm3' } } } as const; // prettier-ignore
    const { lost } = exportCtml({ ...rest, trial: _, criteria: [...rest.criteria, lab] });
    expect(lost).toEqual(['i9']);
  });
});
