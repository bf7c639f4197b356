/** Lays an edition out with React Email. Loaded only when something is laid out: the library takes half a second. */
import type { Edition } from '../model/edition.ts';
import { allowJsx } from './jsx.ts';

/**
 * @returns html of one edition with merge marks open. React's development build, which Node loads unless told otherwise,
 * writes the same bytes a few milliseconds slower; at one layout per variant that is not worth a setting.
 */
export async function layOutEdition(edition: Edition): Promise<string> {
  allowJsx();
  const [{ createElement }, { render }, { default: EditionMail }] = await Promise.all([
    import('react'),
    import('react-email'),
    import('../../emails/edition.tsx'),
  ]);
  return withoutComments(await render(createElement(EditionMail, { edition })));
}

/** React marks where its strings meet; readers pay for the bytes. Outlook's conditional comments stay. */
function withoutComments(html: string): string {
  return html.replace(/<!--(?!\[if)[\s\S]*?-->/g, '');
}
