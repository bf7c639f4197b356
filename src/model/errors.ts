/** The one error class: what stops a command. Failures that the domain expects are values, not errors. */

export type ErrorCode =
  | 'bad-environment'
  | 'bad-config'
  | 'bad-argument'
  | 'bad-input'
  | 'data-folder-unusable'
  | 'database-unusable'
  | 'wrong-newsroom'
  | 'not-found'
  | 'not-allowed'
  | 'not-owner'
  | 'provider-unreachable'
  | 'port-in-use'
  | 'busy'
  | 'broken-invariant';

/** Codes that mean "you asked wrongly": the process ends with 2; every other error ends it with 1. */
const MISUSE: readonly ErrorCode[] = [
  'bad-environment',
  'bad-config',
  'bad-argument',
  'bad-input',
  'data-folder-unusable',
  'database-unusable',
  'wrong-newsroom',
  'not-owner',
  'not-found',
  'port-in-use',
];

/**
 * @param code closed name, for machines
 * @param message one plain sentence naming the place (file, line, setting, host)
 * @param options.hint what to do about it
 * @param options.cause the underlying error, shown with --verbose only
 */
export class NewsletterError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'NewsletterError';
    this.code = code;
    this.hint = options.hint;
  }

  /** 2 for misuse, 1 for everything else (DESIGN: exit codes). */
  get exitCode(): 1 | 2 {
    return MISUSE.includes(this.code) ? 2 : 1;
  }
}

/**
 * The message of anything thrown. Of a file that could not be opened only the reason is kept, "no such file or directory":
 * whoever tells it names the file.
 */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('syscall' in error)) return error.message;
  return /^E[A-Z]+: (.+?), [a-z]+(?: '.*')?$/s.exec(error.message)?.[1] ?? error.message;
}
