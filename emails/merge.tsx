/** Merge fields in the layout: private marks, replaced per reader long after React has gone. */
import { mergeMark, type MergeField } from '../src/model/email.ts';

export { mergeMark };

/** A per-reader value as text; in attributes write `mergeMark(field)`. */
export function Merge({ field }: { field: MergeField }) {
  return mergeMark(field);
}
