/** Sealing a claimed batch: its bytes are fixed and named by a hash before anything is submitted. */
import { hash } from 'node:crypto';
import type { SealedBatch, Transport } from '../model/delivery.ts';
import type { CompiledEmail } from '../model/email.ts';
import type { KeyRing } from '../platform/signing.ts';
import { assembler, openMessage, valuesOf } from './assemble.ts';
import { messageHash, type Claim } from './batch.ts';
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
  const open = openMessage(pinned, compiled);
  if (transport.bulk !== undefined) {
    const seal = transport.bulk(open);
    return (claim) => seal(claim.key, valuesOf(pinned, keys, claim));
  }
  const assemble = assembler(pinned, compiled);
  const openHash = messageHash(open);
  return (claim) => {
    const readers = valuesOf(pinned, keys, claim);
    const messages = assemble(readers);
    return {
      // Messages are the open one and their readers' values: hashing those says as much as hashing eight megabytes
      // while nobody else can write.
      hash: hash('sha256', JSON.stringify([openHash, readers])),
      submit: (signal, stillOurs) => transport.submit({ key: claim.key, messages }, signal, stillOurs),
    };
  };
}
