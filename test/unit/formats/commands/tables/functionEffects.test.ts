import { expect, it } from 'vitest';
import { growth } from '../growth';
import { read } from '../read';

/** A call of a function assigns what its body assigns: the value before it and these values all count. */
it.each<readonly [string, string]>([
  ['f() { P=bbb; }\nP=aaa\nf\npip install $P', 'bbb aaa'],
  ['f() { P=bbb; }\nP=aaa\npip install $P\nf', 'aaa'],
  ['f() { local P=bbb; }\nP=aaa\nf\npip install $P', 'aaa'],
  ['f() { declare P=bbb; }\nP=aaa\nf\npip install $P', 'aaa'],
  ['f() { export P=bbb; }\nP=aaa\nf\npip install $P', 'bbb aaa'],
  ['f() { g; }\ng() { P=bbb; }\nP=aaa\nf\npip install $P', 'bbb aaa'],
  ['g() { P=aaa; f; pip install $P; }\nf() { P=bbb; }\ng', 'aaa bbb'],
  ['function f { P=bbb; }\nP=aaa\nsudo f x\npip install $P', 'aaa'],
  ['f() {\n  if x; then P=bbb; else P=ccc; fi\n}\nP=aaa\nf\npip install $P', 'bbb ccc aaa'],
  ['f() { P=$(x); }\nP=aaa\nf\npip install $P', 'aaa ?$P'],
  ['f() { P=$1; }\nP=aaa\nf bbb\npip install $P', 'aaa bbb'],
  ['f() { P=$1; }\nf bbb\npip install $P', 'bbb'],
  ['f() { f; P=bbb; }\nP=aaa\nf\npip install $P', 'bbb aaa'],
  ['f() { P=bbb; }\nP=aaa\nf() { x; }\npip install $P', 'aaa'],
  ['f() { for P in bbb ccc; do x; done; }\nP=aaa\nf\npip install $P', 'bbb ccc aaa'],
  ['f() { read P; }\nP=aaa\nf\npip install $P', 'aaa ?$P'],
  ['f() { P+=bbb; }\nP=aaa\nf\npip install $P', 'bbb aaa'],
  ['f() { P=bbb make; }\nP=aaa\nf\npip install $P', 'bbb aaa'],
  ['x() { f; }\nf() { x; P=bbb; }\nP=aaa\nx\npip install $P', 'bbb aaa'],
  ['f() { g() { P=bbb; }; g; }\nP=aaa\nf\npip install $P', 'bbb aaa'],
])('%s', (text, expected) => {
  expect(read('a.sh', `${text}\n`)).toBe(expected);
});

it.each<readonly [what: string, text: (times: number) => string]>([
  ['calls', (times) => `f() { P=aaa; }\n${'f\n'.repeat(times)}pip install $P`],
  ['assignments', (times) => `f() { ${'P=aaa; '.repeat(times)} }\nf\npip install $P`],
  ['calls and assignments', (times) => `f() { ${'P=aaa; '.repeat(times)} }\n${'f\n'.repeat(times)}pip install $P`],
  [
    'functions that call others',
    (times) => `${Array.from({ length: times }, (_, i) => `f${i}() { f${i + 1}; P=a; }\nf${i}`).join('\n')}\npip install $P`,
  ],
])('%s cost linear time', (_, text) => {
  expect(growth(text, 'a.sh', 2_000)).toBeLessThan(2.2);
});
