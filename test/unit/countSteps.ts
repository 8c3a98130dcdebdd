/**
 * Counts how much of strings and arrays a function touches: a measure of work that does not depend on the load of the machine.
 *
 * Reading a character is one step. A method that walks a text or a list costs as much as it can touch, so a parser that
 * searches the rest of the text for each character is detected.
 */
export function countSteps(run: () => void): number {
  let steps = 0;
  const restore: (() => void)[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: every method of every kind.
  type Method = (this: any, ...args: any[]) => any;
  const count = (prototype: object, name: string, cost: (self: { length: number }, args: unknown[], result: unknown) => number): void => {
    const owner = prototype as Record<string, Method>;
    const original = owner[name]!;
    owner[name] = function (...args) {
      const result = original.apply(this, args);
      steps += 1 + Math.max(0, cost(this, args, result));
      return result;
    };
    restore.push(() => {
      owner[name] = original;
    });
  };
  const whole = (self: { length: number }): number => self.length;
  const start = (args: unknown[]): number => (typeof args[1] === 'number' ? args[1] : 0);

  for (const name of ['charCodeAt', 'charAt', 'codePointAt', 'at', 'slice', 'substring', 'startsWith', 'endsWith']) {
    count(String.prototype, name, () => 0);
  }
  count(String.prototype, 'indexOf', (self, args, found) => ((found as number) < 0 ? self.length : (found as number)) - start(args));
  count(
    String.prototype,
    'lastIndexOf',
    (self, args, found) => Math.min(self.length, (args[1] as number) ?? self.length) - (found as number),
  );
  for (const name of ['includes', 'split', 'replace', 'replaceAll', 'search', 'match', 'toLowerCase', 'toUpperCase', 'normalize']) {
    count(String.prototype, name, whole);
  }
  for (const name of ['trim', 'trimStart', 'trimEnd']) {
    count(String.prototype, name, (self, _, trimmed) => self.length - (trimmed as string).length);
  }
  // A sticky expression looks at one position, a global one starts after its last match, any other one searches the whole text.
  const ends = new WeakMap<RegExp, number>();
  for (const name of ['exec', 'test']) {
    count(RegExp.prototype, name, (self, args) => {
      const expression = self as unknown as RegExp;
      const { length } = String(args[0]);
      if (!expression.global) {
        return expression.sticky ? 0 : length;
      }
      const before = ends.get(expression) ?? 0;
      ends.set(expression, expression.lastIndex);
      return (expression.lastIndex === 0 ? length : expression.lastIndex) - before;
    });
  }
  for (const name of [
    'map',
    'filter',
    'flatMap',
    'find',
    'findIndex',
    'some',
    'every',
    'forEach',
    'reverse',
    'sort',
    'includes',
    'indexOf',
  ]) {
    count(Array.prototype, name, whole);
  }
  for (const name of ['slice', 'concat', 'flat']) {
    count(Array.prototype, name, (_, __, result) => (result as unknown[]).length);
  }
  for (const name of ['shift', 'unshift', 'splice']) {
    count(Array.prototype, name, whole);
  }
  count(Array.prototype, 'push', (_, args) => args.length);
  // No one reads the stacks of the errors that a reader makes, and to take them is slow.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    for (const undo of restore) {
      undo();
    }
  }
  return steps;
}

/** Above it, the cost of twice as much counts as more than linear: a square that is a ninth of the whole cost. */
const LINEAR = 2.2;

/**
 * How many times as many steps twice as much costs: 2 if the cost is linear, beside what nothing of it costs.
 *
 * First an eighth is compared with the whole. A square shows there as well as between the whole and its double, for a third of the time. If the cost grows
 * more there, a limit may end the growth later. Then the whole is compared with its double.
 */
export function growthOf(run: (times: number) => void, whole: number): number {
  const eighth = 2 * Math.ceil(whole / 16);
  const steps = (times: number): number => countSteps(() => run(times));
  const [none, few, many] = [steps(0), steps(eighth), steps(whole)];
  if (few <= none) {
    throw new Error(`${eighth} of it cost nothing.`);
  }
  // What the growth of one doubling would be, if the cost was linear up to there.
  const growth = ((many - none) / (few - none)) * ((2 * eighth) / whole);
  return growth > LINEAR ? (steps(2 * whole) - none) / (many - none) : growth;
}
