import { type ReactNode, useState } from 'react';
import { LanguageContext, preferredLanguage } from './i18n/use-messages.js';

/** Holds the chosen language for everything below. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState(preferredLanguage);
  return <LanguageContext value={{ language, choose }}>{children}</LanguageContext>;
}
