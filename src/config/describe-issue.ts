/** A problem that a schema found, as lines: where it is, and what should stand there. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Given to a schema's safeParse: what is not there is missing, not "undefined". */
export const MISSING = {
  error: (issue: z.core.$ZodRawIssue) => (issue.input === undefined ? 'is missing' : undefined),
};

/** @param above where the value stands that was parsed */
export function describeIssue(issue: Issue, above: readonly PropertyKey[] = []): string[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => line([...path, key], 'there is no such setting'));
    case 'invalid_union': {
      const meant = meantBranch(issue.errors);
      return meant === undefined
        ? [line(path, issue.message)]
        : meant.flatMap((inner) => describeIssue(inner, path));
    }
    default:
      return [line(path, issue.message)];
  }
}

/** "An id, or a whole source": the form that was tried is the one whose type is not wrong as a whole. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) =>
    issues.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  );
}

function line(path: readonly PropertyKey[], message: string): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : String(part))).join('.');
  return `- ${place === '' ? 'the config' : place.replaceAll('.[', '[')}: ${message}`;
}
