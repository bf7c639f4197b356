/** Sealing a claimed batch: its bytes are fixed and named by a hash before anything is submitted. */
import { hash } from 'node:crypto';
import type { SealedBatch, Transport } from '../model/delivery.ts';
import type { CompiledEmail } from '../model/email.ts';
import type { KeyRing } from '../platform/signing.ts';
import { assembler, openMessage, readerValues } from './assemble.ts';
import { payloadHash, type Claim } from './batch.ts';
import type { PinnedRecipe } from './recipe.ts';

/**
 * A pure function of recipe, variant, members, keys and the transport's account: the same claim gives the same bytes
 * and hash, on any machine. The account is in the hash, because the same bytes under the same key are a second mail
 * where the first was offered elsewhere.
 */
export type Sealer = (claim: Pick<Claim, 'key' | 'members'>) => SealedBatch;

/** Readies one variant of an edition for a transport, by its bulk way where it has one. */
export function sealer(
  transport: Transport,
  pinned: PinnedRecipe,
  keys: KeyRing,
  compiled: CompiledEmail,
): Sealer {
  const seal = bytesSealer(transport, pinned, keys, compiled);
  return (claim) => {
    const sealed = seal(claim);
    return { ...sealed, hash: accountHash(transport, sealed.hash) };
  };
}

/** What pins a submission: its bytes, and where they are offered. */
export function accountHash({ account }: Transport, bytesHash: string): string {
  return hash('sha256', `${account}\n${bytesHash}`);
}

function bytesSealer(
  transport: Transport,
  pinned: PinnedRecipe,
  keys: KeyRing,
  compiled: CompiledEmail,
): Sealer {
  if (transport.bulk !== undefined) {
    const seal = transport.bulk(openMessage(pinned, compiled));
    return ({ key, members }) =>
      seal(
        key,
        members.map((member) => readerValues(pinned, keys, { key, member })),
      );
  }
  const assemble = assembler(pinned, keys, compiled);
  return (claim) => {
    const messages = assemble(claim);
    return {
      hash: payloadHash(messages),
      submit: (signal, stillOurs) => transport.submit({ key: claim.key, messages }, signal, stillOurs),
    };
  };
}
