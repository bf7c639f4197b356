/** Assembles a claimed batch into messages: a pure function of recipe, variant, members and keys, so each rebuild is the same. */
import {
  mergeMark,
  type CompiledEmail,
  type Message,
  type ReaderValues,
  type Sealed,
} from '../model/email.ts';
import type { KeyRing } from '../platform/signing.ts';
import { personaliser, type Personalised } from '../render/personalise.ts';
import { preferencesToken, unsubscribeToken } from '../../subscribers/tokens.ts';
import type { Claim } from './batch.ts';
import { ledgerTags, listHeaders } from './headers.ts';
import type { PinnedRecipe, Recipe } from './recipe.ts';

/** What each reader's mail holds that no other's does. */
export function valuesOf(
  { recipe, keyId }: PinnedRecipe,
  keys: KeyRing,
  { key, members }: Pick<Claim, 'key' | 'members'>,
): ReaderValues[] {
  const batch = key.slice(key.lastIndexOf('/') + 1);
  return members.map(({ address, subscriber, delivery }) => ({
    address,
    unsubscribeUrl: `${recipe.publicUrl}/unsubscribe/${unsubscribeToken(keys, subscriber, keyId)}`,
    preferencesUrl: `${recipe.publicUrl}/preferences/${preferencesToken(keys, subscriber, keyId)}`,
    ...{ batch, delivery: String(delivery) },
  }));
}

/** The reference: whatever a transport does for speed must give the bytes that these messages would. */
export function assembler(
  { recipe }: PinnedRecipe,
  compiled: CompiledEmail,
): (readers: readonly ReaderValues[]) => Message[] {
  const personalise = personaliser(compiled);
  return (readers) => readers.map((values) => messageOf(recipe, personalise(values), values));
}

const OPEN_VALUES: ReaderValues = {
  address: mergeMark('address'),
  unsubscribeUrl: mergeMark('unsubscribeUrl'),
  preferencesUrl: mergeMark('preferencesUrl'),
  batch: mergeMark('batch'),
  delivery: mergeMark('delivery'),
};

/** The message of every reader at once: its merge fields stand as marks; those of the html part say that they are escaped. */
export function openMessage({ recipe }: PinnedRecipe, { subject, html, text }: CompiledEmail): Message {
  const parts = { subject: marked(subject), html: marked(html, 'html:'), text: marked(text) };
  return messageOf(recipe, parts, OPEN_VALUES);
}

function messageOf(recipe: Recipe, parts: Personalised, values: ReaderValues): Message {
  return {
    from: recipe.from,
    to: values.address,
    replyTo: recipe.replyTo,
    ...parts,
    headers: listHeaders(recipe, values.unsubscribeUrl),
    tags: ledgerTags(recipe, values),
  };
}

function marked({ literals, fields }: Sealed, context: 'html:' | '' = ''): string {
  return literals
    .map(
      (literal, index) =>
        literal + (fields[index] === undefined ? '' : mergeMark(`${context}${fields[index]}`)),
    )
    .join('');
}
