import { describe, expect, it } from 'vitest';
import { read } from './read';

describe('packages that reach pip through a pipe', () => {
  it.each<readonly [string, string]>([
    ['xargs pip install < pkgs.lst', '<pkgs.lst'],
    ['cat pkgs.lst | xargs -n 1 pip install -U', '<pkgs.lst'],
    ["grep -v '^#' pkgs.lst | sort | xargs -L1 pip3 install", '<pkgs.lst'],
    ['xargs -a pkgs.lst pip install', '<pkgs.lst'],
    ['cat pkgs.lst | xargs -I {} pip install {}', '<pkgs.lst'],
    ['echo aaa bbb | xargs pip install ccc', 'aaa bbb ccc'],
    ["printf '%s\\n' 'aaa' 'bbb>=1' | xargs -n1 pip install", 'aaa bbb'],
    ["printf 'aaa\\nbbb\\n' | xargs pip install", 'aaa bbb'],
    ['pip freeze | cut -d= -f1 | xargs pip install -U', '?pip install -U'],
    ["jq -r '.[]' a.json | xargs -n1 sh -c 'pip install $0'", '?$0'],
    ['parallel pip install ::: aaa bbb', 'aaa bbb'],
    ['parallel -a x pip install :::: pkgs.lst', '<pkgs.lst'],
    ["parallel -j4 'pip install {}' ::: aaa", '?{} ?aaa'],
    ['pip install -r <(cat a.lst)', '<a.lst'],
    ['pip install -r <(grep -v torch a.lst)', '<a.lst'],
    ['pip install -r <(echo aaa) bbb', 'aaa bbb'],
    ['pip install -r <(curl -s https://x.example/y)', '?<(curl -s https://x.example/y)'],
    ['pip install $(cat a.lst) bbb', '<a.lst bbb'],
    ['pip install $(<a.lst)', '<a.lst'],
    ['pip install `echo aaa`', 'aaa'],
    ['pip install $(python names.py)', '?$(python names.py)'],
    ['echo aaa | pip install -r /dev/stdin', 'aaa'],
    ['uv pip install -r - <<< "aaa bbb"', 'aaa bbb'],
    ['pip install -r /dev/stdin <<END\naaa\nbbb\nEND', 'aaa bbb'],
    ['names | uv pip install -r -', '?-'],
    ["echo 'pip install aaa' | sh", 'aaa'],
    ['cat <<END | bash -x\npip install aaa\nEND', 'aaa'],
    ["bash <<< 'pip install aaa'", 'aaa'],
    ['cat README | sh', ''],
    ['cat < a.lst | xargs pip install', '<a.lst'],
    ['cat <<< "aaa bbb" | xargs pip install', 'aaa bbb'],
    ['cat <<END | xargs pip install\naaa\nEND', 'aaa'],
    ['echo aaa | cat | xargs pip install', 'aaa'],
    ['xargs pip install', '?pip install'],
    ['xargs --arg-file a.lst pip install -r', '<a.lst'],
    ['xargs bash -c "pip install aaa"', 'aaa'],
    ['pip install -r - < a.lst', '<a.lst'],
    ['uv pip sync - < a.lst', '<a.lst'],
    ['pip install -r /dev/stdin < a.lst', '<a.lst'],
    ['pip install $(cat < a.lst)', '<a.lst'],
    ['pip install $(cat <<< aaa)', 'aaa'],
    ['pip install $(echo aaa | sort)', 'aaa'],
    ['pip install $(echo aaa; echo bbb)', '?$(echo aaa; echo bbb)'],
    ['find . -name x | parallel pip install', '?pip install'],
    ['cat a.lst | parallel pip install -r', '<a.lst'],
    ["parallel 'pip install aaa'", 'aaa'],
    ["parallel ::: 'pip install aaa' 'pip install bbb' pip", 'aaa bbb'],
    ['parallel pip install {} ::: aaa ::: bbb', 'aaa bbb'],
    ['F=reqs/requirements.txt\necho aaa >> "$F"', 'aaa'],
    ['F=$X\necho aaa >> "$F/requirements.txt"', 'aaa'],
    ['D=x\necho aaa | tee "$D/requirements.txt"', 'aaa'],
    ['pip install -r ./a.lst -r b.lst; echo aaa > a.lst', '<./a.lst <b.lst aaa'],
    ['cat > a.sh <<END\npip install aaa\nEND', 'aaa'],
    ['cat > a.py <<END\nimport os\nos.system("pip install aaa")\nEND', 'aaa'],
    ['cat > setup.py <<END\nfrom setuptools import setup\nsetup(install_requires=["aaa"])\nEND', 'aaa'],
    ['cat > noxfile.py <<END\nimport nox\n@nox.session\ndef a(s):\n  s.install("aaa")\nEND', 'aaa'],
    ['tee -a a.bash <<END\npip install aaa\nEND', 'aaa'],
    ['find . -exec pip install aaa {} \\; -exec pip install bbb {} +', 'aaa bbb'],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });
});

describe('variables that the same script sets', () => {
  it.each<readonly [string, string]>([
    ['P="pip install"; $P aaa', 'aaa'],
    ['INSTALL="python -m pip install --no-cache-dir"\n$INSTALL aaa', 'aaa'],
    ['CMD="pip install aaa"; $CMD', 'aaa'],
    ['CMD="pip install aaa"; eval "$CMD"', 'aaa'],
    ['CMD="cd x && pip install aaa"; bash -c "$CMD"', 'aaa'],
    [`$\{PIP:-pip} install aaa`, 'aaa'],
    ['PKGS="aaa bbb>=1"\npip install $PKGS ccc', 'aaa bbb ccc'],
    [`export PKG=aaa\npip install $\{PKG}`, 'aaa'],
    ['f() { local p="aaa"; pip install $p; }', 'aaa'],
    ['f() { pip install $P; }\nP=aaa\nf\nP=bbb\nf', 'aaa bbb'],
    [`PKGS=(aaa "bbb")\npip install "$\{PKGS[@]}"`, 'aaa bbb'],
    [`A=(aaa)\nA+=(bbb)\nfor p in "$\{A[@]}"; do pip install "$p"; done`, 'aaa bbb'],
    ['for p in aaa bbb; do pip install "$p"; done', 'aaa bbb'],
    ['for p in 1 2; do echo $p; done\nfor p in aaa; do pip install $p; done', 'aaa'],
    ['P="aaa"\nP="$P bbb"\nP+=" ccc"\npip install $P', 'aaa bbb ccc'],
    ['if x; then P=aaa; else P=bbb; fi\npip install $P', 'aaa bbb'],
    ['P="some words"\nP=aaa\npip install $P', 'aaa'],
    ['V=1.2\npip install "aaa==$V"', 'aaa'],
    ['N=aaa\npip install "$N==1"', 'aaa@$N'],
    ['N=aaa\npip install $N\npip install -U $N', 'aaa'],
    [`pip install $\{P:-aaa}`, `?$\{P:-aaa} aaa`],
    ['P=$(names)\npip install $P', '?$P'],
    ['P=$1\npip install $P', '?$1'],
    ['P=$P\npip install $P', '?$P'],
    ['A=$B\nB=$A\npip install $A', '?$A'],
    ['set -gx P aaa; pip install $P', 'aaa'],
    ["alias pi='pip install'\npi aaa", 'aaa'],
    ['pip install {aaa,bbb}', 'aaa bbb'],
    ["echo it's\npip install aaa", 'aaa'],
    ['echo "it\npip install aaa', 'aaa'],
    ['pip install aaa-{x,y}==1', 'aaa-x@aaa-{x,y}==1 aaa-y@aaa-{x,y}==1'],
    ['pip install aaa{1..3}', '?{1..3}'],
    ['set P aaa bbb; pip install $P', 'aaa bbb'],
    ['set -gx; pip install $P', '?$P'],
    ['select p in aaa bbb; do pip install $p; done', 'aaa bbb'],
    ['P=`names`\npip install $P', '?$P'],
    ['declare -r P=aaa\npip install $P', 'aaa'],
    ['env P=aaa pip install bbb', 'bbb'],
    ["pip install $'aaa\\x2dbbb'", 'aaa-bbb@aaa\\x2dbbb'],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });
});

it.each([
  [2_000, 2_000],
  [2_001, 1],
])('of %i spellings that braces make, %i are read', (count, expected) => {
  const text = `pip install a{${Array.from({ length: count }, (_, i) => i).join(',')}}`;
  expect(read('a.sh', `${text}\n`).split(' ')).toHaveLength(expected);
});

describe('programs that run an install command', () => {
  it.each<readonly [string, string]>([
    ['$(pip install aaa)', 'aaa'],
    ['`pip install aaa`', 'aaa'],
    ['eval "$(pip install aaa)"', 'aaa'],
    ['eval "$(true); pip install aaa; $(false)"', 'aaa'],
    ['$(echo pip install aaa)', 'aaa'],
    ...[
      'timeout -k 5 10m',
      'nice -n 10',
      'sudo -Hu www',
      'sudo --user www',
      'sudo -H -u www --',
      'env -i A=b',
      'stdbuf -oL',
      'coproc',
      'watch -n 5',
      'ssh -i key ann@host',
      'srun -n 1',
      'mise exec --',
      'op run --',
      'hatch run test:',
      'hatch -e test run',
      'tox -e py --',
      'find . -name x -exec',
      'arch -arm64',
      'with_retry',
      'command -p',
    ].map((before) => [`${before}${before.endsWith(':') ? '' : ' '}pip install aaa`, 'aaa'] as const),
    ...[
      "trap '@@' EXIT",
      "env -S '@@'",
      "watch '@@'",
      'ssh ann@host "cd x && @@"',
      "script -c '@@' /dev/null",
      'flock /tmp/l -c "@@"',
      'sbatch --wrap "@@"',
      'sbatch --wrap="@@"',
      'tmux send-keys -t x "@@" Enter',
      'nix-shell -p python3 --run "@@"',
      "bash -o pipefail -c '@@'",
    ].map((around) => [around.replace('@@', 'pip install aaa'), 'aaa'] as const),
    ['p\\ip install aaa', 'aaa'],
    ["p'i'p install aaa", 'aaa'],
    ['python -Im pip install aaa', 'aaa'],
    ['python /usr/bin/pip install aaa', 'aaa'],
    ['python pip.pyz install aaa', 'aaa'],
    ['python get-pip.py aaa', 'aaa'],
    ['pip lock aaa -o bbb', 'aaa'],
    ['pipx runpip black install aaa', 'aaa'],
    ["find . -name 'r*.txt' -exec pip install -r {} \\;", '?{}'],
    ['find dist -exec pip install {} +', ''],
    ['run_cmd "pip install aaa"', '?pip install aaa'],
    // Commands that only print a text.
    ['echo pip install aaa', ''],
    ['log_info "pip install aaa"', ''],
    ['die "pip install aaa"', ''],
    [': pip install aaa', ''],
    ['git commit -m "pip install aaa"', ''],
    ['export CMD="pip install aaa"', ''],
    ['apt-get install python3-pip', ''],
    ['which pip install', ''],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });
});

describe('Python that a shell runs', () => {
  it.each<readonly [string, string]>([
    ['python3 - <<END\nimport os\nos.system("pip install aaa")\nEND', 'aaa'],
    ['python -c \'import os; os.system("pip install aaa")\'', 'aaa'],
    ["python -c \"import pip; pip.main(['install','aaa'])\"", 'aaa'],
    ["python -c \"subprocess.check_call([sys.executable,'-m','pip','install','aaa'])\"", 'aaa'],
    ['python <<< \'import os; os.popen("pip install aaa")\'', 'aaa'],
    ['python - <<END\nprint("pip install aaa")\nEND', ''],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });
});

it('reports a script that is nested too deeply as not checked', () => {
  const nested = `${'$('.repeat(20)}pip install aaa${')'.repeat(20)}`;
  expect(read('a.sh', `${nested}\n`)).toMatch(/^\?/);
});

describe('the words of a command', () => {
  const NOT_A_VERSION = "!Expected a version such as '>=1.0', ';' and a marker, or nothing, after the name.";
  it.each<readonly [string, string]>([
    ['pip install aaa &> log', 'aaa'],
    ['pip install aaa &>> log', 'aaa'],
    ['pip install aaa > log bbb', 'aaa bbb'],
    ['pip install aaa 2>&1 bbb', 'aaa bbb'],
    ['pip install aaa >| log bbb', 'aaa bbb'],
    ['pip install aaa <> log bbb', 'aaa bbb'],
    ['pip install aaa <& 3 bbb', 'aaa bbb'],
    ['pip install aaa < in bbb', 'aaa bbb'],
    ['pip install aaa <<< in bbb', 'aaa bbb'],
    ['pip install aaa 3> log bbb', 'aaa bbb'],
    ['pip install aaa3> log bbb', 'aaa3 bbb'],
    ["pip install $'aa\\x61' bbb", 'aaa@aa\\x61 bbb'],
    ["pip install $'a\\'a' bbb", `a ${NOT_A_VERSION} bbb`],
    ["pip install $'aaa\npip install bbb", 'aaa bbb'],
    ['pip install "aaa\npip install bbb', 'aaa bbb'],
    ["pip install 'aaa\npip install bbb", 'aaa bbb'],
    ['pip install "a\\"a" bbb', `a ${NOT_A_VERSION} bbb`],
    ['pip install "a\\\\a" bbb', `a ${NOT_A_VERSION} bbb`],
    ['pip install a{b,c}d', 'abd@a{b,c}d acd@a{b,c}d'],
    ['pip install {aaa,bbb}', 'aaa bbb'],
    ['{ pip install aaa; }', 'aaa'],
    ['function f { pip install aaa; }', 'aaa'],
    ['(pip install aaa)', 'aaa'],
    ['pip install aaa & pip install bbb', 'aaa bbb'],
    ['pip install aaa && pip install bbb || pip install ccc', 'aaa bbb ccc'],
    ['pip install aaa;pip install bbb', 'aaa bbb'],
    ['pip install aaa # bbb', 'aaa'],
    ['pip install aaa#bbb', `aaa ${NOT_A_VERSION}`],
    ['pip install aaa \\\n bbb', 'aaa bbb'],
    ['pip install aaa \\\r\n bbb', 'aaa bbb'],
    ['echo "$(pip install aaa)"', 'aaa'],
    ["echo '$(pip install aaa)'", ''],
    ['pip install aaa"bbb"\'ccc\'', 'aaabbbccc@aaa"bbb"\'ccc'],
    ['X=1 pip install aaa', 'aaa'],
    ['! pip install aaa', 'aaa'],
    ['pip install "aaa[x]>=1,<2"', 'aaa'],
    ['pip install ./aaa', ''],
    ['pip install -r r.txt -c c.txt', '<r.txt <c.txt'],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });
});
