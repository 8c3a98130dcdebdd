/**
 * Runs a detector of squatting names as a program, so any tool in any language can be compared with ours:
 *
 * - `POPULAR` (environment) is the path of a text file: the popular names, one per line, most downloaded first.
 * - Standard input has the names to judge, one per line, normalized.
 * - Standard output answers each with one line: the popular name that it imitates, or an empty line. Nothing else is printed there.
 *
 * The program ends with its input, with exit code 0. A POSIX shell measures its time.
 */
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export interface Run {
  /** One answer per name: the target; empty if the name is not flagged. */
  readonly answers: readonly string[];
  /** Processor time of the program and of its child processes. */
  readonly cpuSeconds: number;
}

export async function runDetector(command: string, popularFile: string, names: readonly string[]): Promise<Run> {
  // The shell that starts the program also measures its processor time.
  const script = `${command}\nstatus=$?\ntimes >&3\nexit $status`;
  const child = spawn('sh', ['-c', script], { env: { ...process.env, POPULAR: popularFile }, stdio: ['pipe', 'pipe', 'inherit', 'pipe'] });
  const [input, output, , times] = child.stdio as unknown as [Writable, Readable, null, Readable];
  // If a program ends early, its exit code and its answers are more informative than a broken pipe.
  input.on('error', () => undefined);
  input.end(names.map((name) => `${name}\n`).join(''));
  const [text, measured, code] = await Promise.all([
    textOf(output),
    textOf(times),
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    }),
  ]);
  if (code !== 0) {
    throw new Error(`"${command}" ended with exit code ${code}`);
  }
  const answers = text.split(/\r?\n/);
  if (answers.pop() !== '' || answers.length !== names.length) {
    throw new Error(`"${command}" gave ${answers.length} lines for ${names.length} names`);
  }
  return { answers, cpuSeconds: cpuSecondsOf(measured) };
}

export async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `times` prints the shell's own times on one line and those of its children on the next: `0m1.20s 0m0.03s`. */
function cpuSecondsOf(times: string): number {
  const children = times.split('\n')[1] ?? '';
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}
