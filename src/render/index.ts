/** The door of the mail room: an edition or a notice becomes a compiled mail, a compiled mail becomes a reader's own. */
import type { Edition, SectionId } from '../model/edition.ts';
import type { CompiledEmail } from '../model/email.ts';
import { layOutText } from './plain-text.ts';
import { sealEmail, withoutMarks } from './seal.ts';
import { onlySections } from './variant.ts';

export { compiledFromJson, compiledToJson } from './compiled-json.ts';
export { compileNotice } from './layout-mjml.ts';
export { personaliser, type Personalised } from './personalise.ts';
export { choiceKey, cutTo, nearestSuperset, plannedKeys } from './plan-variants.ts';

/**
 * Lays an edition out once for all readers: html by React Email, text from the edition itself.
 * The same edition and sections give the same bytes, on any machine.
 * @param options.sections the variant; all sections by default
 */
export async function compileEdition(
  edition: Edition,
  options: { sections?: readonly SectionId[] } = {},
): Promise<CompiledEmail> {
  const clean = withoutMarks(
    options.sections === undefined ? edition : onlySections(edition, options.sections),
  );
  const { layOutEdition } = await import('./layout-react.ts');
  return sealEmail({
    subject: clean.subject.replace(/\s+/gu, ' ').trim(),
    html: await layOutEdition(clean),
    text: layOutText(clean),
  });
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
