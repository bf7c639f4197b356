/** The door of the mail room: an edition or a notice becomes a compiled mail, a compiled mail becomes a reader's own. */
import type { Edition } from '../model/edition.ts';
import type { CompiledEmail } from '../model/email.ts';
import { layOutWithin, type Fitted } from './budget.ts';
import { layOutText } from './plain-text.ts';
import { sealEmail, withoutMarks } from './seal.ts';
import type { Trimmed } from './trim.ts';

export { compiledFromJson, compiledToJson } from './compiled-json.ts';
export { compileNotice } from './layout-mjml.ts';
export { personaliser, type Personalised } from './personalise.ts';
export { choiceKey, cutTo, nearestSuperset, plannedKeys } from './plan-variants.ts';

/**
 * Lays an edition out once for all readers: html by React Email, text from the edition itself, both of what fits.
 * The same edition gives the same bytes, on any machine.
 */
export async function compileEdition(edition: Edition): Promise<CompiledEmail> {
  const { html, edition: shown } = await fit(edition);
  return sealEmail({ subject: shown.subject.replace(/\s+/gu, ' ').trim(), html, text: layOutText(shown) });
}

/** The edition as its mail shows it, and what the byte budget leaves to the web. */
export async function fittedEdition(edition: Edition): Promise<Trimmed> {
  const { edition: shown, cuts } = await fit(edition);
  return { edition: shown, cuts };
}

async function fit(edition: Edition): Promise<Fitted> {
  const { layOutEdition } = await import('./layout-react.ts');
  return layOutWithin(withoutMarks(edition), layOutEdition);
}

/** The text part alone, for a terminal: merge fields shown as their names in brackets. @public */
export function editionText(edition: Edition): string {
  const { literals, fields } = sealEmail({
    subject: '',
    html: '',
    text: layOutText(withoutMarks(edition)),
  }).text;
  return literals
    .map((literal, index) => literal + (index < fields.length ? `[${fields[index]}]` : ''))
    .join('');
}
