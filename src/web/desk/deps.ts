/** What the desks behind the readers' pages work with. */
import type { App } from '../../app.ts';

export type DeskDeps = Pick<App, 'clock' | 'config' | 'database' | 'keys' | 'publication' | 'subscribers'>;
