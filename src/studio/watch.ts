/** Watches files and folders, and says once that something changed, shortly after the last of a burst of saves. */
import { watch, statSync, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

export type Watch = { close(): void };

/**
 * @param paths folders (whole trees) and files; one that does not exist yet counts once it appears
 * @param quietMs how long no further event may come before `changed` is called
 */
export function watchPaths(paths: readonly string[], changed: () => void, quietMs = 120): Watch {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
  const start = () => {
    watchers = paths.map((path) => watchPath(path, touched)).filter((watcher) => watcher !== null);
  };
  const touched = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Editors save by replacing the file, and a folder may be new: old watches would look at what is gone.
      stop();
      start();
      changed();
    }, quietMs);
  };
  start();
  return { close: stop };
}

function watchPath(path: string, touched: () => void): FSWatcher | null {
  if (isFolder(path)) return watched(watch(path, { recursive: true }, touched), touched);
  // A file is watched through its folder: a replaced file is another one.
  if (!isFolder(dirname(path))) return null;
  const name = basename(path);
  return watched(
    watch(dirname(path), (_, file) => (file === name ? touched() : undefined)),
    touched,
  );
}

/** A folder that is deleted under its watch is a change like any other. */
function watched(watcher: FSWatcher, touched: () => void): FSWatcher {
  return watcher.on('error', touched);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
