import { createContext, useContext } from 'react';
import { de } from './de.js';
import { en, type Messages } from './en.js';

export const catalogues = { en, de } satisfies Record<string, Messages>;
export type Language = keyof typeof catalogues;

/** The browser's language where there is a catalogue for it. */
export const preferredLanguage = (): Language => (navigator.language.startsWith('de') ? 'de' : 'en');

export const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'en',
  choose: () => undefined,
});

export const useMessages = (): Messages => catalogues[useContext(LanguageContext).language];
