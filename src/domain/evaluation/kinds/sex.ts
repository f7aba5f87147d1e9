import type { KindCompiler } from '../kind-compiler.js';

export const sex: KindCompiler<'sex'> = ({ is }) => {
  return ({ profile }) => {
    if (profile.sex !== 'female' && profile.sex !== 'male') return { truth: 'unknown', reason: 'missing' };
    return {
      truth: profile.sex === is ? 'true' : 'false',
      recoverable: false,
      extra: [{ resource: `Patient/${profile.patient}`, path: 'Patient.gender', value: profile.sex }],
    };
  };
};
