import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FileResult } from '../../analysis/scan/fileResult';
import type { ReadFile, ReadOrder } from '../../analysis/scan/scanParts';
import { detach } from '../../errors';
import type { TellingJudge, ToldByFile } from '../../providers/fileJudge';
import type { ScanCrew } from '../../providers/scanProvider';
import { Turns } from '../../slices';
import { endedWith, lostAnswer, unread } from './lostAnswers';
import { answerTo, type ScanAnswer, type ScanMessage, type ScanOrder, type ScanReply } from './scanTask';
import { keepHeapSmall } from './smallHeap';

/** Maximum number of additional threads. More would need more memory than a scan may take. */
const WORKERS = 1;
/** Number of orders in a batch: long runs of neighbors, so two threads do not list the same folders. The first batches are small: a thread should begin soon. */
const BATCH = 64;
const FIRST_BATCH = 16;
/** Number of batches per thread: it continues while its answers are processed. */
const BATCHES_AHEAD = 2;
/** Megabytes per thread for short-lived objects. */
const YOUNG = 4;

interface Waiting {
  readonly order: ScanOrder;
  resolve(answer: ScanAnswer): void;
  reject(error: Error): void;
}

/** A thread that reads files, and settles the files that it has read. */
interface Member {
  /** Orders that only this thread can answer well, because it has read the file. */
  readonly own: Waiting[];
  /** Number of statements of other files that it has received. */
  told: number;
}

interface Thread extends Member {
  readonly worker: Worker;
  readonly current: Int32Array;
  /** Orders that were sent and not answered yet, in order. */
  readonly sent: Map<number, Waiting>;
  isReady: boolean;
}

export interface CrewOptions {
  /** The script that calls `runScanTask`. */
  readonly script: string;
  /** Input of the script, besides the mark of a scan thread. */
  readonly task: object;
  /** The first message to each thread, made while the thread starts. A thread that gets none, because this fails, ends. Absent: no thread waits for one. */
  readonly greeting?: (() => Promise<object>) | undefined;
  /** Judges in this thread. */
  readonly own: TellingJudge;
  /** Whether this thread does nothing else, and so takes its share of the files. Otherwise, it only does so if no other thread works. */
  readonly isSharing: boolean;
  /** Files are not read after it. */
  readonly signal: AbortSignal;
  /** Undefined: as many threads as the machine has. */
  readonly threads?: number | undefined;
}

/** Undefined: more threads would not be faster on this machine. */
export function startCrew(options: CrewOptions): ScanCrew | undefined {
  return (options.threads ?? availableParallelism()) < 2 ? undefined : new Crew(options);
}

/** Judges the files of a scan in this thread and in others. A thread that ends loses only the file that it was at, and the next thread continues after it. */
class Crew implements ScanCrew {
  readonly atOnce = BATCH * (WORKERS * BATCHES_AHEAD + 1) * 2;
  readonly #options: CrewOptions;
  readonly #threads = new Set<Thread>();
  readonly #mine: Member = { own: [], told: 0 };
  #waiting: Waiting[] = [];
  /** The thread that has read a file, by file. */
  readonly #homes = new Map<string, Member>();
  readonly #told: { readonly by: Member; readonly what: ToldByFile }[] = [];
  readonly #turns = new Turns();
  #last = 0;
  #isClosed = false;
  #isScheduled = false;
  #isWorking = false;

  constructor(options: CrewOptions) {
    this.#options = options;
    for (let i = 0; i < WORKERS; i++) {
      this.#start();
    }
    options.signal.addEventListener('abort', () => this.#giveUp(), { once: true });
  }

  async read(order: ReadOrder): Promise<ReadFile> {
    const answer = await this.#ask(order, false);
    return answer.kind === 'read' ? answer.read : { uri: order.uri, hasText: false, includes: [], isFinal: false };
  }

  async settle(order: ReadOrder): Promise<FileResult | undefined> {
    const answer = await this.#ask(order, true);
    return answer.kind === 'settled' ? answer.result : undefined;
  }

  close(): void {
    this.#isClosed = true;
    for (const { worker } of this.#threads) {
      detach(worker.terminate(), console);
    }
  }

  #ask({ uri, isNamed, isIncluded, by }: ReadOrder, isSettled: boolean): Promise<ScanAnswer> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { order: { uri, isNamed, isIncluded, by, isSettled, id: ++this.#last }, resolve, reject };
      if (this.#options.signal.aborted) {
        resolve(unread(waiting.order));
        return;
      }
      const home = isSettled ? this.#homes.get(uri) : undefined;
      (home?.own ?? this.#waiting).push(waiting);
      this.#schedule();
    });
  }

  /** Orders that arrive together are processed together. */
  #schedule(): void {
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => {
        this.#isScheduled = false;
        this.#dispatch();
      });
    }
  }

  #dispatch(): void {
    for (const thread of this.#threads) {
      if (thread.isReady && thread.sent.size <= (BATCHES_AHEAD - 1) * BATCH) {
        this.#send(thread, this.#take(thread, BATCH));
      }
    }
    if (!this.#isWorking && (this.#options.isSharing || this.#threads.size === 0)) {
      this.#isWorking = true;
      detach(
        this.#work().finally(() => {
          this.#isWorking = false;
        }),
        console,
      );
    }
  }

  #take({ own }: Member, most: number): readonly Waiting[] {
    const batch = own.splice(0, most);
    return batch.concat(this.#waiting.splice(0, most - batch.length));
  }

  #send(thread: Thread, batch: readonly Waiting[]): void {
    if (batch.length > 0) {
      for (const waiting of batch) {
        thread.sent.set(waiting.order.id, waiting);
      }
      const told = this.#newsFor(thread, batch);
      if (told.length > 0) {
        post(thread, { kind: 'told', told });
      }
      post(thread, { kind: 'orders', orders: batch.map(({ order }) => order) });
    }
  }

  /** A file is first judged with the facts of its own thread. It may be judged again when it is settled. */
  #newsFor(member: Member, batch: readonly Waiting[]): readonly ToldByFile[] {
    if (!batch.some(({ order }) => order.isSettled || order.isIncluded)) {
      return [];
    }
    const told = this.#told.slice(member.told);
    member.told = this.#told.length;
    return told.flatMap(({ by, what }) => (by === member ? [] : what));
  }

  /** The share of this thread. */
  async #work(): Promise<void> {
    const { own: judge } = this.#options;
    for (let batch = this.#take(this.#mine, FIRST_BATCH); batch.length > 0 && !this.#isClosed; batch = this.#take(this.#mine, BATCH)) {
      judge.learn(this.#newsFor(this.#mine, batch));
      for (const waiting of batch) {
        try {
          this.#answer(this.#mine, waiting, await answerTo(judge, waiting.order));
        } catch (error) {
          waiting.reject(error as Error);
        }
        // Processes the answers of the other threads, and sends them their next orders.
        await this.#turns.pause();
        if (this.#isClosed) {
          return;
        }
      }
    }
  }

  #start(): void {
    const current = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    current[0] = -1;
    const worker = new Worker(this.#options.script, {
      workerData: { ...this.#options.task, kind: 'scan', current },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
      execArgv: [],
    });
    const thread: Thread = { worker, current, sent: new Map(), own: [], told: 0, isReady: false };
    this.#threads.add(thread);
    this.#options.greeting?.().then(
      (message) => worker.postMessage(message),
      () => detach(worker.terminate(), console),
    );
    let why = '';
    worker.on('message', (reply: ScanReply) => this.#hear(thread, reply));
    if (this.#options.isSharing) {
      worker.once('online', keepHeapSmall);
    }
    worker.once('error', (error) => {
      why = error.message;
    });
    worker.once('exit', (code) => this.#lost(thread, why || endedWith(code)));
  }

  #hear(thread: Thread, reply: ScanReply): void {
    if (reply.kind === 'ready') {
      thread.isReady = true;
    } else {
      for (const answer of reply.answers) {
        const waiting = thread.sent.get(answer.id);
        thread.sent.delete(answer.id);
        this.#answer(thread, waiting, answer);
      }
    }
    this.#dispatch();
  }

  #answer(member: Member, waiting: Waiting | undefined, answer: ScanAnswer): void {
    if (answer.kind === 'read' && answer.read.hasText) {
      if (!answer.read.isFinal) {
        this.#homes.set(answer.read.uri, member);
      }
      if (answer.told !== undefined) {
        this.#told.push({ by: member, what: answer.told });
      }
      if (answer.told !== undefined && member !== this.#mine && !this.#options.isSharing) {
        this.#options.own.learn([answer.told]);
      }
    }
    waiting?.resolve(answer);
  }

  #giveUp(): void {
    const members: readonly Member[] = [this.#mine, ...this.#threads];
    const sent = [...this.#threads].flatMap((thread) => [...thread.sent.values()]);
    for (const { order, resolve } of [...sent, ...members.flatMap(({ own }) => own), ...this.#waiting]) {
      resolve(unread(order));
    }
    this.#waiting = [];
    this.close();
  }

  #lost(thread: Thread, why: string): void {
    this.#threads.delete(thread);
    if (this.#isClosed) {
      return;
    }
    for (const [uri, home] of this.#homes) {
      if (home === thread) {
        this.#homes.delete(uri);
      }
    }
    const current = Atomics.load(thread.current, 0);
    const culprit = thread.sent.get(current);
    thread.sent.delete(current);
    this.#waiting = [...thread.sent.values(), ...thread.own, ...this.#waiting];
    // A thread that was never ready cannot be started here: this thread reads all files.
    if (thread.isReady && culprit !== undefined) {
      culprit.resolve(lostAnswer(culprit.order, why));
      this.#start();
    }
    this.#schedule();
  }
}

function post({ worker }: Thread, message: ScanMessage): void {
  worker.postMessage(message);
}
