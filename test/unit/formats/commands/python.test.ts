import { describe, expect, it } from 'vitest';
import { formatById } from '../../../../server/src/formats';
import type { Manifest } from '../../../../server/src/formats/manifest/format';

const METADATA = '# /// script\n# dependencies = []\n# ///\n';

function readAs(id: string, text: string): Manifest {
  const format = formatById(id);
  if (format === undefined) {
    throw new Error(id);
  }
  const source = `import os, subprocess, sys, runpy\n${text}\n`;
  const cell = JSON.stringify({ cells: [{ cell_type: 'code', source }] });
  return format.parse(id === 'notebook' ? cell : id === 'inline-script' ? `${METADATA}${source}` : source);
}

const FORMATS = ['setup-py', 'noxfile', 'inline-script', 'notebook'];

describe.each(FORMATS)('install commands in the Python of %s', (id) => {
  it.each([
    'os.system("pip install n1")',
    'os.system(b"pip install n1")',
    'v = "n1"\nos.system(f"pip install {v}")',
    'pip = "pip install"\nsubprocess.run(f"{pip} n1", shell=True)',
    'x = os.system\nx("pip install n1")',
    'getattr(os, "system")("pip install n1")',
    'getattr(subprocess, "run")(["pip", "install", "n1"])',
    'sys.argv = ["pip", "install", "n1"]\nrunpy.run_module("pip", run_name="__main__")',
    'sys.argv[1:] = ["install", "n1"]\nrunpy.run_module("pip", {}, "__main__", alter_sys=True)',
    'sys.argv += ["install", "n1"]\nrunpy.run_module(mod_name="pip")',
    'sys.argv.extend(["install"])\nsys.argv.append("n1")\nrunpy._run_module_as_main("pip")',
    'from functools import partial\nrun = partial(subprocess.run, check=True)\nrun([sys.executable, "-m", "pip", "install", "n1"])',
    'from functools import partial\npartial(subprocess.run, ["pip", "install", "n1"])()',
    'Thread(target=os.system, args=("pip install n1",)).start()',
    'atexit.register(os.system, "pip install n1")',
    'pool.submit(subprocess.check_call, ["pip", "install", "n1"])',
    'os.posix_spawn("/usr/bin/pip", ["pip", "install", "n1"], os.environ)',
    'import sh\nsh.pip("install", "n1")',
    'from plumbum.cmd import pip\npip["install", "n1"]()',
    'local["pip"]("install", "n1")',
    'kw = dict(args=["pip", "install", "n1"])\nsubprocess.run(**kw)',
    'subprocess.run(textwrap.dedent("""\n  pip install n1\n"""), shell=True)',
    'easy_install.main(["n1"])',
    'unknown_function("pip install n1")',
    'unknown_function(["pip", "install", "n1"])',
    'unknown_function(sys.executable, "-m", "pip", "install", "n1")',
    'cmd = "pip install n1"\nself.execute(cmd)',
    'with patch("sys.argv", ["pip", "install", "n1"]):\n    main()',
    'exec("import os; os.system(\'pip install n1\')")',
  ])('are read: %s', (text) => {
    const { requirements } = readAs(id, text);
    expect(requirements.map(({ name }) => name)).toEqual(['n1']);
  });

  it.each([
    'runpy.run_module("pip", run_name="__main__")',
    'sys.argv = ["pip", *rest()]\nrunpy.run_module("pip")',
    'from functools import partial\npip = partial(subprocess.run, ["pip", "install"])\npip(names())',
    'def install(name):\n    subprocess.run(["pip", "install", name])\ninstall("n1")',
  ])('are listed as not checked: %s', (text) => {
    expect(readAs(id, text).unchecked).toHaveLength(1);
  });

  it.each([
    'print("pip install n1")',
    'raise ImportError("pip install n1")',
    'logging.info("pip install n1")',
    'parser.add_argument("--x", help="pip install n1")',
    'sys.stdout.write("pip install n1")',
    'assert cmd == "pip install n1"',
    'error = "pip install n1"\nraise ValueError(error)',
    'def f(hint="pip install n1"): pass',
    'tools = ["poetry", "pdm", "pip"]',
    'subprocess.run(["python", "-m", "pytest", "n1"])',
    'runpy.run_module("pytest")',
    '"""pip install n1"""',
  ])('are none: %s', (text) => {
    const { requirements, unchecked } = readAs(id, text);
    expect([requirements, unchecked]).toEqual([[], []]);
  });
});

describe('what is beyond a limit is listed', () => {
  const open = (text: string) => readAs('noxfile', text).unchecked.map((each) => each.text);

  it('values of a variable', () => {
    const adds = (count: number) => `v = []\n${'v.append("n1")\n'.repeat(count)}subprocess.run(["pip", "install", *v])`;
    expect(open(adds(199))).toEqual([]);
    expect(open(adds(201))).toEqual(['"n1"']);
  });

  it('arguments of a call', () => {
    const call = (count: number) => `subprocess.run(["pip", "install", ${'"n1", '.repeat(count)}])`;
    expect(open(call(4_998))).toEqual([]);
    expect(open(call(4_999))).toEqual(['"n1"']);
  });
});
