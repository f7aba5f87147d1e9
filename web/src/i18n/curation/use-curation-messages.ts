import { useContext } from 'react';
import { LanguageContext, type Language } from '../use-messages.js';
import { de } from './de.js';
import { type CurationMessages, en } from './en.js';

const catalogues: Record<Language, CurationMessages> = { en, de };

export const useCurationMessages = (): CurationMessages => catalogues[useContext(LanguageContext).language];
