/** Check: tables say what they are: layout tables by role, data tables by caption and header cells (WCAG 1.3.1). */
import { block, type Check, type Found } from './check.ts';
import { named, ownHeads, type Element } from './page.ts';

export const tableRoles: Check = {
  name: 'table-roles',
  run: ({ samples }) => samples.flatMap(({ page }) => named(page, 'table').flatMap(checkTable)),
};

function checkTable(table: Element): Found[] {
  const { role } = table.attributes;
  if (role === 'presentation' || role === 'none') return [];
  const heads = ownHeads(table);
  if (role === undefined && heads.length === 0)
    return [block('html', 'A table has neither role="presentation" nor header cells: say which it is.')];
  const caption = named(table, 'caption')[0]?.text ?? '';
  const place = caption === '' ? 'html' : `html, table “${caption}”`;
  return [
    ...(role === undefined ? [] : [block(place, `A table of data has role="${role}": remove it.`)]),
    ...(caption === '' ? [block(place, 'A table of data has no <caption>: say what it shows.')] : []),
    ...heads
      .filter(({ attributes }) => !/^(?:col|row|colgroup|rowgroup)$/.test(attributes['scope'] ?? ''))
      .map(({ text }) => block(place, `The header cell “${text}” has no scope: say col or row.`)),
  ];
}
