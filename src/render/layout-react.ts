/** Lays an edition out with React Email. Loaded only when something is laid out: the library takes half a second. */
import type { Edition } from '../model/edition.ts';
import { inProduction } from '../config.ts';
import { allowJsx } from './jsx.ts';

/** @returns html of one edition with merge marks open */
export async function layOutEdition(edition: Edition): Promise<string> {
  const { createElement, render, EditionMail } = await inProduction(load);
  return withShortDoctype(withoutComments(await render(createElement(EditionMail, { edition }))));
}

/** The library writes that of XHTML 1.0, which puts browsers into a mode with quirks. */
function withShortDoctype(html: string): string {
  return html.replace(/^<!DOCTYPE[^>]*>/i, '<!doctype html>');
}

async function load() {
  allowJsx();
  const [{ createElement }, { render }, { default: EditionMail }] = await Promise.all([
    import('react'),
    import('react-email'),
    import('../../emails/edition.tsx'),
    // Or the library would load it later, and get the other build.
    import('react-dom/server'),
  ]);
  return { createElement, render, EditionMail };
}

/** React marks where its strings meet; readers pay for the bytes. Outlook's conditional comments stay. */
function withoutComments(html: string): string {
  return html.replace(/<!--(?!\[if)[\s\S]*?-->/g, '');
}
