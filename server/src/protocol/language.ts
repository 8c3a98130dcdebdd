/** The reader's language. One language for the whole process, like the messages of `@vscode/l10n`. */
let locale = 'en';

/**
 * From now on, numbers, dates and lists are written in this language. `tag` is a BCP 47 tag (`pt-BR`), as LSP and VS Code give it. If the messages
 * are not translated, they are in English, and so are their contents. A tag that is malformed or unknown to `Intl` counts as English, too.
 */
export function setLocale(tag: string, isTranslated = true): void {
  try {
    // Plural rules have the same languages as dates and numbers, and are available at once. Those take 10 ms to look up.
    const [known = 'en'] = Intl.PluralRules.supportedLocalesOf(tag);
    locale = isTranslated || /^en\b/i.test(known) ? known : 'en';
  } catch {
    locale = 'en';
  }
}

export function isEnglish(): boolean {
  return /^en\b/i.test(locale);
}

/** Formatters of the current language, by their options: making one takes a hundred times as long as using it. */
const formatters = new Map<string, unknown>();

function formatter<T>(kind: string, make: () => T): T {
  const key = `${locale} ${kind}`;
  let known = formatters.get(key) as T | undefined;
  if (known === undefined) {
    known = make();
    formatters.set(key, known);
  }
  return known;
}

/** Shorter whole numbers are the same in all languages of Lookalike. */
const FIRST_GROUPED = 1000;

/** `1,234,567` */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && value >= 0 && value < FIRST_GROUPED) {
    return String(value);
  }
  return formatter('number', () => new Intl.NumberFormat(locale)).format(value);
}

/** Whether the language uses the singular for `count`: messages with a count exist once for one thing, and once for all other counts. */
export function isSingular(count: number): boolean {
  return formatter('plural', () => new Intl.PluralRules(locale)).select(count) === 'one';
}

/** `a, b and c`; `disjunction`: `a, b or c`; `unit`: `a, b, c`. */
export function formatList(items: Iterable<string>, type: Intl.ListFormatType = 'conjunction'): string {
  return type === 'unit' ? [...items].join(separator()) : formatter(type, () => new Intl.ListFormat(locale, { type })).format(items);
}

/** The separator of a long list. The type `unit` of `Intl` is for measures (`3 ft 7 in`): Chinese then has no separator. */
function separator(): string {
  if (isEnglish()) {
    // Found without a formatter: the first one of a process takes 10 ms.
    return ', ';
  }
  const parts = new Intl.ListFormat(locale).formatToParts(['1', '2', '3', '4']);
  return parts.find(({ type }) => type === 'literal')?.value ?? ', ';
}

/** Joins sentences. The full stop of Chinese and Japanese needs no space after it. */
export function formatSentences(sentences: readonly string[]): string {
  return sentences.reduce((text, next) => (text === '' || text.endsWith('。') ? text + next : `${text} ${next}`), '');
}

/** Dates as they were written before: most findings name the same few, and a formatter takes microseconds for each. */
const dates = new Map<string, string>();
const MAX_DATES = 1_000;

/** A month (`2026-11`) or a day (`2026-11-03`) as `Nov 2026` or `Nov 3, 2026`; any other text stays as it is. */
export function formatDate(text: string, style: 'short' | 'long' = 'short'): string {
  if (text.length > 'YYYY-MM-DD'.length) {
    return text;
  }
  const key = `${locale} ${style} ${text}`;
  let date = dates.get(key);
  if (date === undefined) {
    date = writeDate(text, style);
    if (dates.size === MAX_DATES) {
      dates.clear();
    }
    dates.set(key, date);
  }
  return date;
}

function writeDate(text: string, style: 'short' | 'long'): string {
  const isMonth = /^\d{4}-\d{2}$/.test(text);
  const time = isMonth || /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    return text;
  }
  const day = isMonth ? {} : ({ day: 'numeric' } as const);
  const make = () => new Intl.DateTimeFormat(locale, { year: 'numeric', month: style, ...day, timeZone: 'UTC' });
  return formatter(`${isMonth ? 'month' : 'day'} ${style}`, make).format(time);
}

/** Milliseconds of a day. */
export const DAY = 86_400_000;
const DAYS_A_MONTH = 365 / 12;
/** From these values on, the next larger unit is precise enough. */
const MANY_DAYS = 60;
const MANY_MONTHS = 24;

/** The time from `time` to `now`, both in milliseconds since the epoch: `12 days ago`. */
export function formatAge(time: number, now: number): string {
  return formatDaysAgo((now - time) / DAY);
}

/** `12 days ago`; a negative number of days is today. */
export function formatDaysAgo(age: number): string {
  const days = Math.max(0, age);
  const months = days / DAYS_A_MONTH;
  const numeric = days < 2 ? 'auto' : 'always';
  const relative = formatter(`age ${numeric}`, () => new Intl.RelativeTimeFormat(locale, { numeric }));
  return days < MANY_DAYS
    ? relative.format(-Math.floor(days), 'day')
    : months < MANY_MONTHS
      ? relative.format(-Math.round(months), 'month')
      : relative.format(-Math.floor(months / 12), 'year');
}
