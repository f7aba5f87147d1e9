import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { AppConfig } from '../config/app-config.js';

/** The process's log: one JSON object a line on stderr, never a value from a patient record. */
export function createLog(level: AppConfig['logLevel']): Logger {
  const destination = pino.destination({ dest: 2, sync: true });
  // A log that cannot be written, on a full disk for one, must not end the service.
  destination.on('error', () => undefined);
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

const messageOf = (message: unknown): string => (typeof message === 'string' ? message : JSON.stringify(message));

/** Nest's own messages through the process's log. */
export class NestLog implements LoggerService {
  constructor(private readonly sink: Logger) {}

  private write(level: 'info' | 'error' | 'warn' | 'debug' | 'fatal', message: unknown, rest: unknown[]): void {
    const context = rest.findLast((part) => typeof part === 'string');
    this.sink[level]({ context }, messageOf(message));
  }

  // Nest reports every module and route it starts; that is debug detail for an operator.
  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
}
