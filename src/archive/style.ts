/** The one stylesheet of all pages, read once and addressed by its content, so that browsers may keep it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const STYLESHEET = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');

/** Fits the route `/style.css`; the query changes with the content. */
export const STYLESHEET_PATH = `/style.css?v=${createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 12)}`;
