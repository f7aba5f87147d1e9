import { createTheme } from '@mantine/core';

/** Colours with at least 4.5:1 contrast on both schemes; teal is ours, outcome colours are set beside the outcomes. */
export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: 9,
  autoContrast: true,
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  defaultRadius: 'md',
});
