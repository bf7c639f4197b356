/** The little CSS that cannot be inline. It only improves: a client that drops all of it still shows the whole mail. */
import { dark, light, wide, type Colour } from '../theme.ts';

/** Classes that carry a text colour, so that dark clients can change it. */
const CLASSES = ['muted', 'brand', 'up', 'down', 'fresh'] as const satisfies readonly Colour[];

/**
 * One block per concern: a client that cannot read one keeps the others. No comments, no nesting, and a space before
 * `!important`, because some clients lose a rule over each of these.
 */
export const styleBlocks: readonly string[] = [
  // Extra table columns come out where there is room, and their line under the model's name goes.
  `@media (min-width:${wide}px){.wide{display:table-cell !important}.narrow{display:none !important}}`,
  `@media (prefers-color-scheme:dark){${darkRules('')}}`,
  // Titles keep the ink of the text; where a client knows how, their line is thin and in the colour of the house.
  `.title{text-decoration-color:${light.brand} !important;text-decoration-thickness:1px !important;text-underline-offset:3px !important}`,
  // Outlook on the web and on phones marks what it has darkened.
  darkRules('[data-ogsc] '),
];

function darkRules(prefix: string): string {
  const colour = (selector: string, value: string) => `${prefix}${selector}{color:${value} !important}`;
  return [
    `${prefix}body,${prefix}td,${prefix}th{background-color:${dark.page} !important}`,
    ...['body', 'td', 'th'].map((selector) => colour(selector, dark.text)),
    colour('a', dark.link),
    colour('.title', dark.text),
    ...CLASSES.map((name) => colour(`.${name}`, dark[name])),
    `${prefix}.rule{border-color:${dark.rule} !important}`,
    `${prefix}.bar{border-color:${dark.brand} !important}`,
  ].join('');
}
