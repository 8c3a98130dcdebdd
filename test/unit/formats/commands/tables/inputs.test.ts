import { describe, expect, it } from 'vitest';
import { growth } from '../growth';
import { read } from '../read';

const RUNS = 'pip install aaa\n';

describe('a here-document with an install command', () => {
  // The shell inside a container, an environment or another machine gets the input of what starts it.
  it.each([
    'docker exec -i c bash',
    'docker run -i image sh',
    'docker compose exec -T app sh',
    'podman run -i image sh -s',
    'kubectl exec -i pod -- bash -s',
    'chroot /mnt /bin/bash',
    'nsenter -t 1 sh',
    'flock x bash',
    'conda run -n x bash',
    'poetry run bash',
    'uv run bash',
    'mise exec -- bash',
    'sudo -u x sh -s',
    'su - user',
    'ssh -T host bash -s',
    'wsl',
    'nix-shell',
    'gcloud compute ssh vm',
    'at now',
    'batch',
    'sbatch',
    'qsub -q x',
  ])('is read where a shell runs it: %s', (command) => {
    expect(read('a.sh', `${command} <<EOF\n${RUNS}EOF\n`)).toBe('aaa');
    expect(read('a.sh', `${command} <<< 'pip install aaa'`)).toBe('aaa');
    expect(read('a.sh', `echo pip install aaa | ${command}`)).toBe('aaa');
  });

  it.each<readonly [string, string]>([
    ['tclsh', 'exec pip install aaa'],
    ['psql', '\\! pip install aaa'],
    ['sftp host', '!pip install aaa'],
    ['unknown-program', 'system("pip install aaa")'],
    ['nc host 1', 'python3 -m pip install aaa'],
  ])('is listed where another program gets it: %s', (command, text) => {
    expect(read('a.sh', `${command} <<EOF\n${text}\nEOF\n`)).toBe(`?${text}\n`);
  });

  it.each([
    'cat',
    'tee',
    'sed s/a/b/',
    'mail -s x y',
    'less',
    'grep a',
    'jq .',
    'base64 -d',
    'sha256sum',
    'python x.py',
    'node x.js',
    'git commit -F -',
  ])('is not, where the program only shows, counts or changes it, or has a script: %s', (command) => {
    expect(read('a.sh', `${command} <<EOF\n${RUNS}EOF\n`)).toBe('');
  });

  it('is silent without an install command', () => {
    expect(read('a.sh', 'unknown-program <<EOF\npip freeze\nEOF\npip install aaa')).toBe('aaa');
  });
});

it.each<readonly [string, string]>([
  // The texts that filters change before a shell runs them.
  ["echo 'pip install aaa' | sed s/x/y/ | sh", '?pip install aaa'],
  ["echo 'pip install aaa' | tr A-Z a-z | sed s/x/y/ | sudo bash", '?pip install aaa'],
  ["echo 'pip install aaa' | sed s/x/y/ | bash x.sh", ''],
  ['echo \'os.system("pip install aaa")\' | sed s/x/y/ | python', '?os.system("pip install aaa")'],
  ['echo \'system("pip install aaa")\' | sed s/x/y/ | perl', '?system("pip install aaa")'],
  ["echo 'pip install aaa' | sed s/x/y/ | at now", '?pip install aaa'],
  ["echo 'pip install aaa' | sed s/x/y/ | docker exec -i c sh", '?pip install aaa'],
  // A name that is not checked as one text is still read as another one.
  ["echo 'aaa # pip install x' | tee base.in | sh", 'aaa ?aaa # pip install x'],
  ["echo 'pip freeze' | sed s/x/y/ | sh; pip install bbb", 'bbb'],
  // Files for a program that reads them from its input.
  ['docker build -t x - <<EOF\nFROM python\nRUN pip install aaa\nEOF', 'aaa'],
  ['docker build -f - . <<EOF\nFROM python\nRUN pip install aaa\nEOF', 'aaa'],
  ['docker buildx build --file=- . <<EOF\nRUN pip install aaa\nEOF', 'aaa'],
  ["printf 'RUN pip install aaa' | podman build -f- .", 'aaa'],
  ['docker build -f - . <<EOF\nRUN pip install aaa\nEOF\nb() { docker build -f - . <<EOF\nRUN pip install bbb\nEOF\n}', 'aaa bbb'],
  // Each of them is a text of its own.
  ['docker build - <<EOF\nRUN cat <<X\nEOF\ndocker build - <<EOF\nRUN pip install aaa\nEOF', 'aaa'],
  ['ipython <<EOF\nx = "\nEOF\nipython <<EOF\n%%bash\npip install aaa\nEOF', 'aaa'],
  ['docker build . <<EOF\nRUN pip install aaa\nEOF', '?RUN pip install aaa\n'],
  ['uv run - <<EOF\n# /// script\n# dependencies = ["aaa"]\n# ///\nEOF', 'aaa'],
  ['uv run --with bbb - <<EOF\n# /// script\n# dependencies = ["aaa"]\n# ///\nEOF', 'bbb aaa'],
  ['uv run --with bbb - <<EOF\nprint(1)\nEOF', 'bbb'],
  // IPython
  ["ipython -c '!pip install aaa'", 'aaa'],
  ["ipython3 -c '%pip install aaa'", 'aaa'],
  ['ipython -c "get_ipython().system(\'pip install aaa\')"', 'aaa'],
  ['ipython <<EOF\nimport os\n!pip install aaa\n  %pip install bbb\nos.system("pip install ccc")\nEOF', 'aaa bbb ccc'],
  ["ipython -c 'a = !pip install aaa'", 'aaa'],
  ['cat > x.ipy <<EOF\n!pip install aaa\nEOF\nipython x.ipy', 'aaa'],
  ['ipython -m pip install aaa', 'aaa'],
  ["python -c '!pip install aaa'", ''],
  // Options with code as their value.
  ['$NODE -e \'require("x").execSync("pip install aaa")\'', '?require("x").execSync("pip install aaa")'],
  ["expect -c 'spawn pip install aaa'", 'aaa'],
  ["gdb -batch -ex 'shell pip install aaa'", '?shell pip install aaa'],
  ["vim -c '!pip install aaa'", '?!pip install aaa'],
  ['emacs --eval=\'(shell-command "pip install aaa")\'', '?(shell-command "pip install aaa")'],
  ["x --title 'how to pip install aaa'; pip install bbb", 'bbb'],
  // The output of a command as a script.
  ['bash -c "$(echo pip install aaa)"', 'aaa'],
  ['bash -c "`echo pip install aaa`"', 'aaa'],
  ['sh -ec "$(printf \'pip install %s\' aaa)"', 'aaa'],
  ['docker run x sh -c "$(cat <<EOF\npip install aaa\nEOF\n)"', 'aaa'],
  ['pip install -c "$(echo c.txt)" aaa', '<c.txt aaa'],
  // As the value of a variable.
  ['p=$(echo pip install aaa); $p', 'aaa'],
  ['p=$(echo pip install aaa); bash -c "$p"', 'aaa'],
  ['p="$(printf \'%s %s\' aaa bbb)"; pip install $p', 'aaa bbb'],
  ['q=aaa; p=$(echo $q); pip install $p', 'aaa'],
  ['p=$(cat names.txt); pip install $p', '?$p'],
  ['p=$(curl x | tail -1); pip install $p', '?$p'],
])('%s', (text, expected) => {
  expect(read('a.sh', text)).toBe(expected);
});

describe('a file that PowerShell writes', () => {
  it.each<readonly [string, string]>([
    ["'aaa' > requirements.txt", 'aaa'],
    ["'aaa', 'bbb' >> requirements.txt", 'aaa bbb'],
    ["'aaa' | Out-File requirements.txt", 'aaa'],
    ["'aaa' | Out-File -Append requirements.txt", 'aaa'],
    ["@('aaa','bbb') | Set-Content -Encoding ascii -Path requirements.txt", 'aaa bbb'],
    ["@'\naaa\nbbb\n'@ | Out-File -FilePath requirements.txt -Encoding ascii", 'aaa bbb'],
    ['"aaa`nbbb`r`nccc" | Tee-Object requirements.txt', 'aaa bbb ccc'],
    ['Write-Output aaa | Out-File requirements.txt', 'aaa'],
    ["Set-Content requirements.txt 'aaa'", 'aaa'],
    ["sc requirements.txt 'aaa'", 'aaa'],
    ["Set-Content -Path requirements.txt -Value 'aaa', 'bbb'", 'aaa bbb'],
    ["Set-Content -Value 'aaa', 'bbb' requirements.txt -Force", 'aaa bbb'],
    ["Add-Content -LiteralPath requirements.txt 'aaa'", 'aaa'],
    ["New-Item -ItemType File -Path . -Name requirements.txt -Value 'aaa'", 'aaa'],
    ["New-Item -Name requirements.txt -Path . -Value 'aaa'", 'aaa'],
    ["Set-Content -Path:requirements.txt -Value:'aaa'", 'aaa'],
    ["Set-Content -Path: requirements.txt -Value: '-aaa', 'bbb'", '?-aaa bbb'],
    ["New-Item -ItemType File -Path requirements.txt -Value 'aaa'", 'aaa'],
    ["Out-File -InputObject 'aaa' -FilePath requirements.txt", 'aaa'],
    ["$r = 'requirements.txt'; Set-Content $r 'aaa'", 'aaa'],
    ["Set-Content pyproject.toml \"[project]`nname = 'x'`ndependencies = ['aaa']\"", 'aaa'],
    ["Set-Content x.ps1 'pip install aaa'", 'aaa'],
    ["'pip install aaa' | Set-Content x.ps1", 'aaa'],
    ['pip freeze | Out-File requirements.txt', ''],
    ['$x | Out-File requirements.txt; pip list', '?$x'],
    ["Set-Content notes.md 'pip install aaa'", ''],
  ])('%s', (text, expected) => {
    expect(read('a.ps1', text)).toBe(expected);
  });

  it('is none in another shell', () => {
    expect(read('a.sh', "'aaa' > requirements.txt; pip list")).toBe('');
    expect(read('a.sh', "Set-Content requirements.txt 'aaa'; pip list")).toBe('');
  });
});

it.each<readonly [string, string]>([
  ["sh([script: 'pip install aaa', returnStdout: true])", 'aaa'],
  ["sh([\n  returnStdout: true,\n  script: 'pip install aaa'\n])", 'aaa'],
  ['sh /pip install aaa/', 'aaa'],
  ["sh(/* 'x' */ 'pip install aaa')", 'aaa'],
  ["sh( // 'x'\n  script: 'pip install aaa', // y\n  label: 'z')", 'aaa'],
  ["sh 'pip install ' + /* x */ 'aaa'", 'aaa'],
  ["sh label: 'a', // c\n  script: 'pip install aaa'", 'aaa'],
  ["def x = a / b / c\nsh 'pip install aaa'", 'aaa'],
  ["sh // pip install\n'bbb'", ''],
  ["sh /* pip install\n'bbb'", ''],
])('a step of Jenkins: %s', (text, expected) => {
  expect(read('Jenkinsfile', text)).toBe(expected);
});

it.each(['docker build - <<EOF\nRUN pip install a\nEOF\n', 'ipython <<EOF\n!pip install a\nEOF\n'])(
  'inputs cost linear time where they are many: %j',
  (text) => {
    expect(growth((times) => text.repeat(times), 'a.sh', 1_000)).toBeLessThan(2.2);
  },
);
