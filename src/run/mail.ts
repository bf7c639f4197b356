/** What is the same in every mail of the newsletter: from whom, where an answer goes, the list's name. */
import type { App } from '../app.ts';
import type { Mail } from '../delivery/recipe.ts';

export function mailOf({ config }: Pick<App, 'config'>): Mail {
  const { from, replyTo, name, listId } = config.settings;
  return { from, replyTo, listName: name, listId, publicUrl: config.publicUrl };
}
