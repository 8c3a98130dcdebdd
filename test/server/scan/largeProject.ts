import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** This number of files makes a large scan (analysis/scan/scanner.ts), in which other threads take part. */
export const LARGE = 500;

/** Code for `node --require` that sets the number of processors for Node.js. With one, a scan starts no threads. */
export const processors = (count: number): string => `require('node:os').availableParallelism = () => ${count};\n`;

/** Writes a text to a file below a folder. */
export function write(folder: string, file: string, text: string): void {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}

/** Writes a large project: each file of requirements includes a file of another folder. */
export function writeLargeProject(folder: string): void {
  for (let i = 0; i < LARGE; i++) {
    write(folder, `p/${i}/requirements.txt`, `flask==1.0\nreqeusts\nacme-private-${i}\n-r ../${(i * 7) % LARGE}/more.dat\n`);
    write(folder, `p/${i}/more.dat`, 'pycryptoenv\n');
  }
}
