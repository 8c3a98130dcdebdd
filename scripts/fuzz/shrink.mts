import type { Fault, Sequence, Step } from './sequence.mjs';

/** Plays a session again and returns its faults. */
type Play = (sequence: Sequence) => Promise<readonly Fault[]>;

/** Maximum number of sessions to play to shrink one. */
const MAX_PLAYS = 150;

/** A smaller session with a fault of the same kind: fewer steps and files, then shorter texts. */
export async function shrink(sequence: Sequence, kind: string, play: Play): Promise<Sequence> {
  let left = MAX_PLAYS;
  let best = sequence;
  const keeps = async (smaller: Sequence): Promise<boolean> => {
    if (left-- <= 0 || !(await play(smaller)).some((fault) => fault.kind === kind)) {
      return false;
    }
    best = smaller;
    return true;
  };
  await without(best.steps, (steps) => keeps({ ...best, steps }));
  await without(Object.entries(best.files), (entries) => keeps({ ...best, files: Object.fromEntries(entries) }));
  for (const [i, step] of best.steps.entries()) {
    if ('text' in step && typeof step.text === 'string') {
      await without(piecesOf(step.text), (pieces) => keeps({ ...best, steps: withChange(best.steps, i, { text: pieces.join('') }) }));
    }
  }
  for (const [i, step] of best.steps.entries()) {
    if (step.do === 'edit') {
      await without(step.changes, (changes) => keeps({ ...best, steps: withChange(best.steps, i, { changes }) }));
    }
  }
  for (const [file, text] of Object.entries(best.files)) {
    await without(piecesOf(text), (pieces) => keeps({ ...best, files: { ...best.files, [file]: pieces.join('') } }));
  }
  return best;
}

/** Leaves out halves, then quarters and so on, as long as `keeps` returns true. */
async function without<T>(list: readonly T[], keeps: (smaller: readonly T[]) => Promise<boolean>): Promise<void> {
  let current = list;
  for (let size = Math.ceil(current.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = current.length - size; at > -size; at -= size) {
      const smaller = [...current.slice(0, Math.max(0, at)), ...current.slice(at + size)];
      if (smaller.length < current.length && (await keeps(smaller))) {
        current = smaller;
      }
    }
  }
}

/** Lines of a long text, letters of a short one. */
function piecesOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  return lines.length > 3 ? lines : text.length < 200 ? [...text] : (text.match(/[\s\S]{1,20}/g) ?? []);
}

function withChange(steps: readonly Step[], at: number, change: object): Step[] {
  return steps.map((step, i) => (i === at ? ({ ...step, ...change } as Step) : step));
}
