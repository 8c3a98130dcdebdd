import { type Language, languageOfEnvironment, languageOfTag } from '../../languages';

/**
 * `--language` takes precedence over `LOOKALIKE_LANGUAGE`, and this over the rest of the environment. The server and worker threads get the
 * option through `env`. Invalid values are reported later, in English.
 */
export function languageFor(args: readonly string[], env: Record<string, string | undefined>, systemLocale: string): Language {
  const at = args.indexOf('--language');
  const [inline] = args.flatMap((arg) => /^--language=(.*)/.exec(arg)?.[1] ?? []);
  const option = inline ?? (at === -1 ? undefined : args[at + 1]);
  if (option !== undefined) {
    env.LOOKALIKE_LANGUAGE = option;
  }
  const chosen = env.LOOKALIKE_LANGUAGE;
  return chosen ? (languageOfTag(chosen) ?? { locale: 'en' }) : languageOfEnvironment(env, systemLocale);
}
