import path from 'node:path';
import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import { isBinaryExpression, isElementAccessExpression, isParenthesizedExpression } from 'typescript/unstable/ast/is';
import { API, type Checker, type Project, type Type, TypeFlags } from 'typescript/unstable/sync';

/** Types of keys that can be any text. An index of a list is a number, and a key of known words has a literal type. */
const ANY_TEXT = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.String | TypeFlags.TemplateLiteral | TypeFlags.StringMapping;

/**
 * The places of a project where a plain object is asked for a key that can be any text: `table[name]` and `name in table`. Such a table also has
 * `constructor` and all else that objects inherit, and an assignment to its `__proto__` is lost.
 */
export function objectTables(tsconfig: string): string[] {
  const api = new API({ cwd: path.dirname(tsconfig) });
  try {
    const project = api.updateSnapshot({ openProjects: [tsconfig] }).getProject(tsconfig);
    if (project === undefined) {
      throw new Error(`no project at ${tsconfig}`);
    }
    const root = path.dirname(tsconfig).replaceAll('\\', '/');
    return project.program
      .getSourceFileNames()
      .filter((file) => file.startsWith(`${root}/`) && file.endsWith('.ts') && !file.includes('/node_modules/'))
      .flatMap((file) => placesIn(file, project).map((place) => `${path.posix.relative(root, file)}${place}`));
  } finally {
    api.close();
  }
}

function placesIn(file: string, { program, checker }: Project): string[] {
  const source = program.getSourceFile(file);
  if (source === undefined) {
    return [];
  }
  const places: string[] = [];
  const visit = (node: Node): void => {
    const key = keyOf(node);
    if (key !== undefined && canBeAnyText(checker.getTypeAtLocation(key), checker)) {
      const start = node.getStart(source);
      places.push(`:${source.text.slice(0, start).split('\n').length}: ${source.text.slice(start, node.end)}`);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return places;
}

/** The key that an expression looks up in an object. */
function keyOf(node: Node): Node | undefined {
  if (isElementAccessExpression(node)) {
    return node.argumentExpression;
  }
  return isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.InKeyword ? withoutParentheses(node.left) : undefined;
}

function withoutParentheses(node: Node): Node {
  return isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

function canBeAnyText(type: Type | undefined, checker: Checker): boolean {
  if (type === undefined) {
    return true;
  }
  if (type.isTypeParameter()) {
    return canBeAnyText(checker.getBaseConstraintOfType(type), checker);
  }
  return type.isUnionType() ? type.getTypes().some((each) => canBeAnyText(each, checker)) : (type.flags & ANY_TEXT) !== 0;
}
