/** Assembles a claimed batch into messages: a pure function of recipe, variant, members and keys, so each rebuild is the same. */
import type { Message, MergeValues } from '../model/email.ts';
import type { KeyRing } from '../platform/signing.ts';
import type { Personalised } from '../render/personalise.ts';
import { preferencesToken, unsubscribeToken } from '../../subscribers/tokens.ts';
import type { Claim, Member } from './batch.ts';
import { ledgerTags, listHeaders } from './headers.ts';
import type { PinnedRecipe } from './recipe.ts';

export type Assembly = {
  readonly pinned: PinnedRecipe;
  readonly keys: KeyRing;
  readonly personalise: (values: MergeValues) => Personalised;
};

export function assemble(assembly: Assembly, claim: Pick<Claim, 'key' | 'members'>): Message[] {
  return claim.members.map((member) => messageFor(assembly, claim.key, member));
}

function messageFor({ pinned, keys, personalise }: Assembly, key: string, member: Member): Message {
  const { recipe, keyId } = pinned;
  const unsubscribeUrl = `${recipe.publicUrl}/unsubscribe/${unsubscribeToken(keys, member.subscriber, keyId)}`;
  const preferencesUrl = `${recipe.publicUrl}/preferences/${preferencesToken(keys, member.subscriber, keyId)}`;
  return {
    from: recipe.from,
    to: member.address,
    replyTo: recipe.replyTo,
    ...personalise({ address: member.address, unsubscribeUrl, preferencesUrl }),
    headers: listHeaders(recipe, unsubscribeUrl),
    tags: ledgerTags(recipe, key, member.delivery),
  };
}
