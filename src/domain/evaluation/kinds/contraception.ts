import { beyondChildbearing } from '../childbearing.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf } from '../newest.js';
import { decided, unknown } from '../verdict.js';

/** Agreement to use contraception is a promise. It binds nobody who is not of the sex, or cannot become pregnant. */
export const contraception: KindCompiler<'contraception'> = ({ by }) => {
  return (patient) => {
    const { profile } = patient;
    const sex = profile.sex === 'female' || profile.sex === 'male' ? profile.sex : undefined;
    if (by !== undefined && sex !== undefined && sex !== by) {
      return {
        truth: 'true',
        recoverable: false,
        extra: [{ resource: `Patient/${profile.patient}`, path: 'Patient.gender', value: sex, note: 'does not apply' }],
      };
    }
    const beyond = sex === 'female' && by !== 'male' ? beyondChildbearing(patient) : undefined;
    if (beyond) return { ...beyond, truth: 'true' };
    const infertile = newestOf(patient.facts('pregnancy')).filter(({ is }) => is === 'postmenopausal' || is === 'sterile'); // prettier-ignore
    return infertile.length > 0 && by !== 'male' ? decided(true, infertile) : unknown('attestation');
  };
};
