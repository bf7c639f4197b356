/** Check: every section ends in the link to its full page, in html and text. */
import { block, type Check } from './check.ts';
import { readHtml } from './read-html.ts';

export const sectionLinks: Check = {
  name: 'section-links',
  run: ({ edition: { sections, publication }, samples }) =>
    samples.flatMap(({ html, text }) => {
      const hrefs = new Set(readHtml(html).links.map(({ href }) => href));
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
