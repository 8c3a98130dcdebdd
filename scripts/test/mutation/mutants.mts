import { parseAst } from 'vitest/node';

/** One small change of a source text, like a slip of its author. */
export interface Mutant {
  /** UTF-16 offsets of the replaced text. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** A node of the syntax tree (ESTree, with the nodes of TypeScript). */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** The replacements for each operator. */
const OPERATORS: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '&&': '||',
  '||': '&&',
  '??': '&&',
};

/** Parents below which a string is a name: an import, a key, a type. */
const NAMING = /^(?:Import|Export)|^TS(?!AsExpression|SatisfiesExpression|NonNullExpression)/;

/** All mutants of a TypeScript module, in the order of the text. */
export function mutantsOf(text: string): readonly Mutant[] {
  const mutants: Mutant[] = [];
  walk(rootOf(text), undefined, (node, parent) => {
    const names = NAMING.test(node.type) && !node.type.startsWith('ExportNamed') && !node.type.startsWith('ExportDefault');
    if (names || isForTranslators(node, parent)) {
      return false;
    }
    mutants.push(...mutationsOf(node, { parent, text }));
    return true;
  });
  return mutants.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** All functions of a TypeScript module that have a body, the outer ones first. */
export function functionsOf(text: string): readonly Node[] {
  const functions: Node[] = [];
  walk(rootOf(text), undefined, (node) => {
    if (/^(?:Arrow)?Function(?:Declaration|Expression)$/.test(node.type) && isNode(node.body)) {
      functions.push(node);
    }
    return true;
  });
  return functions;
}

function rootOf(text: string): Node {
  return parseAst(text, { lang: 'ts' }) as unknown as Node;
}

/** `visit` says whether it wants to see what is in the node. */
function walk(node: Node, parent: Node | undefined, visit: (node: Node, parent: Node | undefined) => boolean): void {
  if (!visit(node, parent)) {
    return;
  }
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) {
        walk(child, node, visit);
      }
    }
  }
}

/**
 * Whether a node is the English text of a message or its comment. The program never reads the comment, and `npm run lint` compares both with the
 * bundle for translators, which detects a changed text without any test.
 */
function isForTranslators(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'CallExpression') {
    const { object, property } = parent.callee as { object?: Node; property?: Node };
    return object?.name === 'l10n' && property?.name === 't' && node.type === 'Literal' && (parent.arguments as Node[])[0] === node;
  }
  const isIn = (key: string): boolean => node.type === 'Property' && (node.key as Node).name === key;
  const hasComment = (parent?.properties as Node[] | undefined)?.some(({ key }) => (key as Node | undefined)?.name === 'comment') === true;
  return isIn('comment') || (isIn('message') && hasComment);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}

function mutationsOf(node: Node, { parent, text }: { readonly parent: Node | undefined; readonly text: string }): readonly Mutant[] {
  const replaced = (replacement: string): readonly Mutant[] => [{ start: node.start, end: node.end, replacement }];
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return operatorOf(node, text);
    case 'UnaryExpression':
      return node.operator === '!' ? [{ start: node.start, end: node.start + 1, replacement: '' }] : [];
    case 'Literal':
      return literalOf(node, parent).flatMap(replaced);
    case 'ArrayExpression':
      return membersOf(node);
    case 'IfStatement':
    case 'ConditionalExpression': {
      const { start, end } = node.test as Node;
      return ['true', 'false'].map((replacement) => ({ start, end, replacement }));
    }
    case 'ReturnStatement': {
      const value = node.argument;
      return isNode(value) && value.type !== 'Literal' && text.slice(value.start, value.end) !== 'undefined'
        ? [{ start: value.start, end: value.end, replacement: 'undefined' }]
        : [];
    }
    case 'ExpressionStatement':
      // Directives have a property of that name, and a constructor without super() never works.
      return typeof node.directive === 'string' || text.startsWith('super(', node.start) ? [] : replaced(';');
    default:
      return [];
  }
}

function operatorOf(node: Node, text: string): readonly Mutant[] {
  const [left, right] = [node.left as Node, node.right as Node];
  const replacement = OPERATORS[node.operator as string];
  const joinsText =
    node.operator === '+' && [left, right].some((side) => typeof side.value === 'string' || side.type === 'TemplateLiteral');
  const start = text.indexOf(node.operator as string, left.end);
  return replacement === undefined || joinsText ? [] : [{ start, end: start + (node.operator as string).length, replacement }];
}

function literalOf(node: Node, parent: Node | undefined): readonly string[] {
  const names = parent?.type === 'ExpressionStatement' || (parent?.type === 'Property' && parent.key === node);
  if (names) {
    return [];
  }
  switch (typeof node.value) {
    case 'boolean':
      return [String(!node.value)];
    case 'number':
      return [String(node.value + 1)];
    case 'string':
      return node.value === '' ? [] : ["''"];
    default:
      return [];
  }
}

/** The list without one of its members, for each of them. */
function membersOf(node: Node): readonly Mutant[] {
  const members = node.elements as readonly (Node | null)[];
  return members.flatMap((member, i) => {
    const next = members[i + 1];
    return member === null ? [] : [{ start: member.start, end: next?.start ?? member.end, replacement: '' }];
  });
}
