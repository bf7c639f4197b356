/** Efforts: how hard a model was told to think, as boards write it behind its name. */

/** "Model 5 (xhigh)" and "Model 5 [high]" are "Model 5" at an effort; "Model 4o (August 2024)" is another model. */
export function splitEffort(name: string): { base: string; effort: string | null } {
  const match = /^(.*\S)\s*(?:\(([^()]+)\)|\[([^[\]]+)\])$/.exec(name);
  const [, base, round, square] = match ?? [];
  const inside = round ?? square;
  if (base === undefined || inside === undefined || !EFFORT.test(inside)) return { base: name, effort: null };
  return { base, effort: inside };
}

const EFFORT =
  /(^|[\s,-])(x?high|medium|low|minimal|max|none|effort|reasoning|thinking|reasoner|adaptive|fast)($|[\s,-])/i;
