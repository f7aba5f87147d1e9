import { useContext } from 'react';
import { LanguageContext, type Language } from '../use-messages.js';
import { de } from './de.js';
import { en, type PatientMessages } from './en.js';

const catalogues: Record<Language, PatientMessages> = { en, de };

export const usePatientMessages = (): PatientMessages => catalogues[useContext(LanguageContext).language];
