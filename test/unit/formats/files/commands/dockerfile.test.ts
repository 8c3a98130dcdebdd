import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../../server/src/formats/index';
import { read } from '../../commands/read';

/** Where the files that an image installs may come from, each with the likeliest place first. */
function originsIn(...instructions: readonly string[]): readonly string[] {
  const { includes } = formatOf('Dockerfile')!.parse(`FROM a\n${instructions.join('\n')}\n`);
  return includes.map(({ tries }) => (tries ?? []).join(' '));
}

const installs = (path: string): string => `RUN pip install -r ${path}`;

describe('a file of an image', () => {
  it.each<readonly [instructions: readonly string[], origins: string]>([
    [[installs('r.txt')], 'r.txt'],
    [['COPY r.txt .', installs('r.txt')], 'r.txt'],
    [['WORKDIR /app', 'COPY r.txt .', installs('r.txt')], 'r.txt'],
    [['WORKDIR /app', 'COPY sub/r.txt ./', installs('r.txt')], 'sub/r.txt r.txt'],
    [['WORKDIR /app', 'COPY sub/r.txt other.txt', installs('other.txt')], 'sub/r.txt other.txt'],
    [['WORKDIR /app', 'WORKDIR deep', 'COPY sub/r.txt .', installs('/app/deep/r.txt')], 'sub/r.txt /app/deep/r.txt'],
    [['WORKDIR "/app"', 'COPY sub/r.txt .', installs('/app/r.txt')], 'sub/r.txt /app/r.txt'],
    [['WORKDIR $HOME', 'COPY sub/r.txt .', installs('r.txt')], 'r.txt'],
    [['WORKDIR $HOME', 'COPY sub/r.txt /t/', installs('/t/r.txt')], 'sub/r.txt /t/r.txt'],
    [['COPY sub/r.txt $X/t/', installs('/t/r.txt')], '/t/r.txt'],
    [['COPY sub/r.txt /t/x.txt', installs('/t/x.txt')], 'sub/r.txt /t/x.txt'],
    [['COPY sub /t', installs('/t/r.txt')], 'sub/r.txt /t/r.txt'],
    [['COPY sub/ /t/', installs('/t/r.txt')], 'sub/r.txt /t/r.txt'],
    [['COPY sub/*.txt /t/', installs('/t/r.txt')], 'sub/r.txt /t/r.txt'],
    [['COPY sub/?.txt /t/', installs('/t/r.txt')], 'sub/r.txt /t/r.txt'],
    [['COPY . /', installs('/a/r.txt')], 'a/r.txt /a/r.txt'],
    [['COPY a.txt sub/b.txt /t', installs('/t/b.txt')], 'a.txt/b.txt sub/b.txt /t/b.txt'],
    [['COPY ["a b/r.txt", "/t/"]', installs('/t/r.txt')], 'a b/r.txt /t/r.txt'],
    [['ADD sub/r.txt /t/', installs('/t/r.txt')], 'sub/r.txt /t/r.txt'],
    [['ONBUILD COPY sub/r.txt /t/', installs('/t/r.txt')], 'sub/r.txt /t/r.txt'],
    [['COPY --chown=a:b sub/r.txt /t/', installs('/t/r.txt')], 'sub/r.txt /t/r.txt'],
    [['COPY --from=b sub/r.txt /t/', installs('/t/r.txt')], '/t/r.txt'],
    [['ADD https://a.example/r.txt /t/', installs('/t/r.txt')], '/t/r.txt'],
    [['COPY sub/r.txt', installs('r.txt')], 'r.txt'],
    [['COPY sub/r.txt /other/', installs('/t/r.txt')], '/t/r.txt'],
    // The last copy is the likeliest.
    [['COPY a/r.txt /t/', 'COPY b/r.txt /t/', installs('/t/r.txt')], 'b/r.txt a/r.txt /t/r.txt'],
    [['COPY a/r.txt /t/', 'COPY a/r.txt /t/', installs('/t/r.txt')], 'a/r.txt /t/r.txt'],
    // Another stage has other files.
    [['COPY a/r.txt /t/', 'FROM b', installs('/t/r.txt')], '/t/r.txt'],
    [['WORKDIR /app', 'FROM b', 'COPY a/r.txt .', installs('/r.txt')], 'a/r.txt /r.txt'],
    [['RUN --mount=type=bind,source=a/r.txt,target=/t/r.txt pip install -r /t/r.txt'], 'a/r.txt /t/r.txt'],
    [['RUN --mount=source=a/r.txt,target=/t/r.txt pip install -r /t/r.txt'], 'a/r.txt /t/r.txt'],
    [['RUN --mount=type=bind,src=a/r.txt,dst=/t/r.txt pip install -r /t/r.txt'], 'a/r.txt /t/r.txt'],
    [['RUN --mount=type=bind,source=a/r.txt,destination=/t/r.txt pip install -r /t/r.txt'], 'a/r.txt /t/r.txt'],
    [['RUN --mount=type=bind,target=/t pip install -r /t/r.txt'], 'r.txt /t/r.txt'],
    [['RUN --mount=type=cache,source=a,target=/t pip install -r /t/r.txt'], '/t/r.txt'],
    [['RUN --mount=type=bind,from=b,source=a,target=/t pip install -r /t/r.txt'], '/t/r.txt'],
    [['RUN --mount=type=bind,source=a pip install -r /t/r.txt'], '/t/r.txt'],
  ])('%j: %s', (instructions, origins) => {
    expect(originsIn(...instructions)).toEqual([origins]);
  });

  it.each([
    [100, 'first/r.txt /t/r.txt'],
    [101, '/t/r.txt'],
  ])('among %i copies', (count, origins) => {
    const others = Array.from({ length: count - 1 }, (_, i) => `COPY x /other/${i}`);
    expect(originsIn('COPY first/r.txt /t/', ...others, installs('/t/r.txt'))).toEqual([origins]);
  });

  it('has at most eight places', () => {
    const copies = Array.from({ length: 9 }, (_, i) => `COPY ${i}/r.txt /t/`);
    expect(originsIn(...copies, installs('/t/r.txt'))).toEqual([
      '8/r.txt 7/r.txt 6/r.txt 5/r.txt 4/r.txt 3/r.txt 2/r.txt 1/r.txt /t/r.txt',
    ]);
  });
});

describe('an instruction', () => {
  it.each<readonly [text: string, expected: string]>([
    ['RUN ["pip", "install", "aaa"]', 'aaa'],
    ['RUN ["pip", install, "aaa"]', ''],
    ['RUN ["pip", 1]', ''],
    ['RUN []', ''],
    ['run pip install aaa', 'aaa'],
    ['RUN pip install \\   \n  # a comment\n\n  aaa', 'aaa'],
    ['RUN pip install \\\n  aaa \\\n', 'aaa'],
    ['# RUN pip install aaa', ''],
    ['RUN', ''],
    ['ENV A aaa\nRUN pip install $A', 'aaa'],
    ['ENV A="aaa" B=bbb\nRUN pip install $A $B', 'aaa bbb'],
    ['ENV A=\nRUN pip install $A', '?$A'],
    ['ENV A\nRUN pip install $A', '?$A'],
    ['ENV A=aaa\nENV A=bbb\nRUN pip install $A', 'aaa bbb'],
  ])('%j', (text, expected) => {
    for (const end of ['\n', '\r\n']) {
      expect(read('Dockerfile', `FROM a\n${text}\n`.replaceAll('\n', end))).toBe(expected);
      expect(read('Dockerfile', `\ufeffFROM a\n${text}`.replaceAll('\n', end))).toBe(expected);
    }
  });
});
