// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of other languages
import { describe, expect, it } from 'vitest';
import { growth } from '../growth';
import { read } from '../read';

const javascript = (code: string) => read('a.sh', `node <<'END'\n${code}\nEND\n`);

describe('code in a command of a shell', () => {
  it.each<readonly [command: string, expected: string]>([
    [`perl -e 'system("pip install aaa")'`, 'aaa'],
    [`perl -we'system("pip", "install", "aaa")'`, 'aaa'],
    ["perl -e '`pip install aaa`'", 'aaa'],
    [`perl -E 'exec "pip install aaa" or die "pip install foo"'`, 'aaa'],
    [`perl -E 'qx(pip install aaa); system(qw[pip install bbb]); print q{pip install foo}'`, 'aaa bbb'],
    [`perl -e '# system("pip install foo")'`, ''],
    [`perl -e "print 'pip install foo'"`, ''],
    [`perl a.pl 'pip install foo'`, '?pip install foo'],
    [`ruby -e 'system "pip", "install", "aaa"'`, 'aaa'],
    [`ruby -e '%x(pip install #{NAME} aaa)'`, '?#{NAME} aaa'],
    [`php -r 'shell_exec("pip install aaa");'`, 'aaa'],
    [`php -r 'exec("pip install " . $name . " aaa");'`, '?$name aaa'],
    [`php -r 'proc_open(array("pip", "install", "aaa"), [], $pipes);'`, 'aaa'],
    [`Rscript -e 'system2("pip", c("install", "aaa"))'`, 'aaa'],
    [`lua -e 'os.execute("pip install " .. x) -- "pip install foo"'`, '?x'],
    ["julia -e 'run(`pip install aaa`)'", 'aaa'],
    [`osascript -e 'do shell script "pip install aaa"'`, 'aaa'],
    [`awk 'BEGIN { system("pip install aaa"); print "pip install foo" }'`, 'aaa'],
    [`docker run -e A=b perl perl -e 'system("pip install aaa")'`, 'aaa'],
    [`docker run perl`, ''],
    [`awk -F : -v x=1 '{ system("pip install " $1) }'`, '?pip install '],
    [`node --eval="require('child_process').execSync('pip install aaa')"`, 'aaa'],
    [`deno eval 'new Deno.Command("pip", { args: ["install", "aaa"] }).outputSync()'`, 'aaa'],
    ["ruby <<'END'\nsystem('pip install aaa')\nEND", 'aaa'],
    ["node a.js <<'END'\nsystem('pip install foo')\nEND", ''],
  ])('%s', (command, expected) => {
    expect(read('a.sh', `${command}\n`)).toBe(expected);
  });
});

describe('JavaScript', () => {
  it.each<readonly [code: string, expected: string]>([
    ["execFileSync('pip', ['install', 'aaa'], { stdio: ['pipe', 'inherit'] })", 'aaa'],
    ["await exec.getExecOutput('pip install', ['aaa', 'bbb'], { silent: true })", 'aaa bbb'],
    ['await $`pip install ${name} aaa`', '?${name} aaa'],
    ["const args = ['install',\n  'aaa']\nspawn('pip', args)", 'aaa'],
    ["const command =\n  'pip ' +\n  'install aaa'\nexec(command)", 'aaa'],
    ["let c = 'pip install aaa'; c = 'pip install bbb'; exec(c)", 'aaa bbb'],
    ["spawn(pathOfTool(), ['install', 'aaa'])", "?pathOfTool(), ['install', 'aaa'"],
    ["spawn(tool, ['install', 'aaa'])", "?tool, ['install', 'aaa'"],
    ["retry('pip', ['install', 'aaa'])", 'aaa'],
    ["const list = ['pip', 'install', 'aaa']", 'aaa'],
    ["run({ cmd: ['pip', 'install', 'aaa'], stdout: 'pip' })", 'aaa'],
    ["exec((('pip install aaa')))", 'aaa'],
    ["exec('pip install \\'aaa\\'')", 'aaa'],
    ["exec('pip install ' + (isOld ? 'aaa' : 'bbb'))", "?(isOld ? 'aaa' : 'bbb')"],
    ["exec('pip install ' + names.join(' '))", '?names.join'],
    ["spawn('pip', ['install', names[0], isOld ? 'aaa' : 'bbb'])", "?names ?isOld ? 'aaa' : 'bbb'"],
    ["exec(isOld ? 'pip install aaa' : 'uv add bbb')", '?pip install aaa ?uv add bbb'],
    ["retry('pip install aaa')", '?pip install aaa'],
    ["const command = 'pip install aaa'", '?pip install aaa'],
    ["'pip install aaa'.split(' ')", '?pip install aaa'],
    ['pip install aaa', '?pip install aaa'],
    [
      "console.log('pip install foo'); core.startGroup('pip install foo'); core.setFailed(`pip install foo`); throw new TypeError('pip install foo')",
      '',
    ],
    ["console.log(['pip', 'install', 'foo'], exec('pip install aaa'))", 'aaa'],
    ["createIssue({ title: 'x', body: 'pip install foo' }); const message = 'pip install foo'", ''],
    ["const body = 'pip install aaa'; exec(body)", 'aaa'],
    ["if (command === 'pip install foo' || command != 'pip install foo') exec(command)", ''],
    ["if (a == b) exec('pip install aaa')", 'aaa'],
    ["if (text.includes('pip install foo')) { return /it's/.test(text) }\nexec('pip install aaa')", 'aaa'],
    ['const help = `Try this:\npip install foo`', ''],
    ["// exec('pip install foo')\n/* pip install foo */ x('https://pip.example/')", ''],
  ])('%s', (code, expected) => {
    expect(javascript(code)).toBe(expected);
  });

  it('is the script of an action for it, and code in the shell of a step', () => {
    const steps = [
      "- uses: actions/github-script@v7\n  with:\n    script: |\n      await exec.exec('pip', ['install', 'aaa'])\n      core.info('pip install foo')",
      "- shell: node {0}\n  run: |\n    console.log('pip install foo')\n    execSync('pip install bbb')",
      "- shell: perl {0}\n  run: system('pip install ccc')",
      '- uses: acme/run@v1\n  with:\n    script: pip install ddd',
    ];
    expect(read('.github/workflows/a.yml', `jobs:\n  a:\n    steps:\n${steps.join('\n').replace(/^/gm, '      ')}\n`)).toBe(
      'aaa bbb ccc ddd',
    );
  });

  it('is one of the languages of tasks of Azure Pipelines', () => {
    const task = (name: string, script: string) => `- task: ${name}\n  inputs:\n    ${script}`;
    const tasks = [
      task('PythonScript@0', 'script: \'import subprocess; subprocess.run(["pip", "install", "aaa"])\''),
      task('PowerShell@2', "script: |\n      $p = 'bbb'\n      pip install $p"),
      task('AzurePowerShell@5', "Inline: |\n      $p = 'ccc'\n      pip install $p"),
      task('AzureCLI@2', "scriptType: pscore\n    inlineScript: |\n      $p = 'ddd'\n      pip install $p"),
      task('AzureCLI@2', 'scriptType: batch\n    inlineScript: |\n      set P=eee\n      pip install %P%'),
      task('Bash@3', 'script: |\n      P=fff\n      pip install $P'),
    ];
    expect(read('azure-pipelines.yml', `pool: { vmImage: windows-latest }\nsteps:\n${tasks.join('\n')}\n`)).toBe('aaa bbb ccc ddd eee fff');
  });

  it('says that variables are used too often', () => {
    const list = `const list = ['install', ${"'a', ".repeat(1_000)}]\n`;
    expect(javascript(list + "run('pip', list)\n".repeat(10))).not.toContain('?');
    expect(javascript(list + "run('pip', list)\n".repeat(1_000))).toContain('?list');
  });
});

describe('hostile code is read in linear time', () => {
  it.each<readonly [string, (times: number) => string]>([
    ['texts without an end', (times) => `"${"\\'\\\"'".repeat(times)}`],
    ['a text in many lines', (times) => `\`${'\\`\n'.repeat(times)}`],
    ['brackets', (times) => `${'run('.repeat(times)}'pip install aaa'${')'.repeat(times)}`],
    ['brackets without an end', (times) => `${'f([{'.repeat(times)}'pip install aaa'`],
    ['closing brackets', (times) => ')]}'.repeat(times)],
    ['functions that print', (times) => `${"print('pip install aaa', ".repeat(times)}`],
    ['a long name', (times) => `${'a.'.repeat(times)}run('pip install aaa')`],
    ['variables', (times) => "c = 'pip install aaa'\n".repeat(times) + 'run(c)\n'.repeat(times)],
    ['a sum', (times) => `run('pip install'${" + 'a'".repeat(times)})`],
    ['files', (times) => "writeFileSync('requirements.txt', 'aaa')\n".repeat(times)],
    ['files in files', (times) => "writeFileSync('requirements.txt', ".repeat(times)],
    ['texts that are joined', (times) => `run(${"paste('pip install', ".repeat(times)}`],
    ['lists that are joined', (times) => `run(${"paste(c('pip install', ".repeat(times)}`],
    ['many texts that are joined', (times) => `run(paste(${"'pip install', ".repeat(times)}))`],
    ['comments', (times) => '/*'.repeat(times)],
  ])('%s', (_, text) => {
    expect(growth((times) => `node <<'END'\n${text(times)}\npip \nEND\n`)).toBeLessThan(3);
  });
});
