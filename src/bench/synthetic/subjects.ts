/** What synthetic patients have and synthetic trials ask for: codes of the vocabulary, common things first. */
export const CANCERS = [
  'BREAST', 'IDC', 'ILC', 'BRCA', 'LUNG', 'NSCLC', 'LUAD', 'LUSC', 'SCLC', 'COADREAD', 'COAD', 'READ', 'PRAD', 'PROSTATE',
  'PANCREAS', 'PAAD', 'MEL', 'SKIN', 'SKCM', 'HCC', 'CHOL', 'OVT', 'HGSOC', 'UCEC', 'BLCA', 'RCC', 'CCRCC', 'GBM',
  'DIFG', 'STAD', 'HNSC', 'MCL', 'DLBCLNOS', 'FL', 'CLLSLL', 'AML', 'PCM', 'THPA', 'SARCNOS', 'MNET',
]; // prettier-ignore
export const GENES = ['EGFR', 'KRAS', 'BRAF', 'ALK', 'ERBB2', 'PIK3CA', 'TP53', 'BRCA1', 'BRCA2', 'MET', 'RET', 'NTRK1', 'FGFR2', 'IDH1', 'PTEN']; // prettier-ignore
export const CHANGES = ['p.V600E', 'p.G12C', 'p.G12D', 'p.L858R', 'p.T790M', 'p.H1047R', 'p.R132H'];
export const MARKERS = ['ESR1', 'PGR', 'ERBB2', 'CD274'];
export const STAGES = ['I', 'IA', 'II', 'IIA', 'IIB', 'III', 'IIIA', 'IIIB', 'IIIC', 'IV', 'IVA', 'IVB'];
export const CONDITIONS = ['hypertension', 'diabetes', 'heart-failure', 'interstitial-lung-disease', 'autoimmune-disease', 'seizure', 'neuropathy', 'stroke']; // prettier-ignore
export const AGENTS = ['pembrolizumab', 'nivolumab', 'carboplatin', 'paclitaxel', 'osimertinib', 'trastuzumab', 'tamoxifen', 'bevacizumab']; // prettier-ignore
export const CLASSES = ['antiPd1', 'platinum', 'taxane', 'egfrInhibitor', 'her2Directed'];
/** Analyte, unit, and a low, a typical and a high value. */
export const LABS: readonly (readonly [analyte: string, unit: string, low: number, typical: number, high: number])[] = [
  ['anc', '10*9/L', 0.5, 3.5, 9],
  ['platelets', '10*9/L', 40, 220, 450],
  ['hemoglobin', 'g/dL', 6, 12, 17],
  ['creatinine', 'mg/dL', 0.5, 0.9, 3],
  ['bilirubin', 'mg/dL', 0.2, 0.7, 4],
  ['alt', 'U/L', 8, 25, 250],
  ['ast', 'U/L', 8, 25, 250],
  ['albumin', 'g/dL', 2, 4, 5],
];
