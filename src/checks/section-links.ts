/** Check: every section ends in the link to its full page, in html and text. */
import { block, type Check } from './check.ts';

export const sectionLinks: Check = {
  name: 'section-links',
  run: ({ edition: { sections, publication }, samples }) =>
    samples.flatMap(({ read, text }) => {
      const hrefs = new Set(read.links.map(({ href }) => href));
      return sections.flatMap(({ heading, all }) => {
        const url = `${publication.publicUrl}${all.path}`;
        const message = `"${all.label}" (${url}) is missing: every section links to its full page.`;
        return [
          ...(hrefs.has(url) ? [] : [block(`html, ${heading}`, message)]),
          ...(text.includes(url) ? [] : [block(`text, ${heading}`, message)]),
        ];
      });
    }),
};
