/** Servers like to name the reader in a refusal (550 <ada@...>): what is kept of it, and told, names nobody, so that an erasure need not look there. */
import type { MessageResult, SubmitResult } from '../model/delivery.ts';

export function withoutAddresses(result: SubmitResult): SubmitResult {
  if (result.kind !== 'settled') return { ...result, reason: redacted(result.reason) };
  return { kind: 'settled', results: result.results.map(withoutAddress) };
}

function withoutAddress(result: MessageResult): MessageResult {
  return result.kind === 'rejected' ? { ...result, reason: redacted(result.reason) } : result;
}

/** Anything with an @ in a word: a server's spelling of an address need not be ours. */
function redacted(reason: string): string {
  return reason.replace(/[^\s<>()[\]",;]*@[^\s<>()[\]",;]*/gu, '(address)');
}
